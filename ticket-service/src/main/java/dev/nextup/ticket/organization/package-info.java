/** The hierarchy a queue lives in: organisation, branch, department, service, counter. */
@NullMarked
package dev.nextup.ticket.organization;

import org.jspecify.annotations.NullMarked;
