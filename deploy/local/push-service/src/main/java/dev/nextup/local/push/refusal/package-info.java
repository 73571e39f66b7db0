/** What this push service says no with: one list of reasons, one shape of answer. */
@NullMarked
package dev.nextup.local.push.refusal;

import org.jspecify.annotations.NullMarked;
