/** {@code deploy/local/up} as a person runs it: started, disturbed, killed and started again. */
@NullMarked
package dev.nextup.endtoend.localrun;

import org.jspecify.annotations.NullMarked;
