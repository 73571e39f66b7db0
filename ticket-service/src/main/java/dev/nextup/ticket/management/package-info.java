/**
 * What every change by managers and admins has in common: who may, one after the other, within
 * limits, and written down.
 */
@NullMarked
package dev.nextup.ticket.management;

import org.jspecify.annotations.NullMarked;
