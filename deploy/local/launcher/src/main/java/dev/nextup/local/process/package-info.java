/**
 * Child processes that do not outlive us: started in a session of their own, stopped with a grace
 * period, and told to stop by a small guard when the process that started them is gone.
 */
@NullMarked
package dev.nextup.local.process;

import org.jspecify.annotations.NullMarked;
