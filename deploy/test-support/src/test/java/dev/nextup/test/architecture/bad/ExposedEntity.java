package dev.nextup.test.architecture.bad;

/** Everybody may depend on the table. */
public final class ExposedEntity {}
