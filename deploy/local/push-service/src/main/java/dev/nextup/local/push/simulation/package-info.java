/**
 * Browsers that exist only here: they subscribe by one request, decrypt what reaches them, and
 * answer the next messages as a test tells them to.
 */
@NullMarked
package dev.nextup.local.push.simulation;

import org.jspecify.annotations.NullMarked;
