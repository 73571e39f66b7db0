/** What every route needs: one method per path, a bounded body, the address we are known under. */
@NullMarked
package dev.nextup.local.push.http;

import org.jspecify.annotations.NullMarked;
