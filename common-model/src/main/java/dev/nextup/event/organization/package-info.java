/** What an organisation decided for itself, on {@code nextup.organization-events.v1}. */
@NullMarked
package dev.nextup.event.organization;

import org.jspecify.annotations.NullMarked;
