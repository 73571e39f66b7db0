/** A small application server for the tests: encrypts and signs with the JDK only. */
@NullMarked
package dev.nextup.local.push.sender;

import org.jspecify.annotations.NullMarked;
