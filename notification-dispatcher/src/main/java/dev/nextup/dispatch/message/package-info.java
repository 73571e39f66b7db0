/** What a notification says: its facts, its words, and the payload a browser reads. */
@NullMarked
package dev.nextup.dispatch.message;

import org.jspecify.annotations.NullMarked;
