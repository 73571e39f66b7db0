/** The one address of the local run: passes every request on to the service it is for. */
@NullMarked
package dev.nextup.local.gateway;

import org.jspecify.annotations.NullMarked;
