package dev.nextup.test.architecture.bad.util;

/** In a package that collects anything. */
public final class Things {}
