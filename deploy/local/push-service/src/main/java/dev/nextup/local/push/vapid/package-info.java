/** RFC 8292: who sends. Parses {@code Authorization: vapid}, and judges signature and claims. */
@NullMarked
package dev.nextup.local.push.vapid;

import org.jspecify.annotations.NullMarked;
