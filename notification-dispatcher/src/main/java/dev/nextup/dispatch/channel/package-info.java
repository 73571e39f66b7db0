/**
 * The ways to a person besides Web Push, for whoever chose one and is not reached by push: one
 * interface, {@link dev.nextup.dispatch.channel.FallbackChannel}, and one implementation, a signed
 * webhook to a gateway for WhatsApp or SMS. A phone number is asked for at the moment it is needed,
 * and is neither stored nor logged.
 */
@NullMarked
package dev.nextup.dispatch.channel;

import org.jspecify.annotations.NullMarked;
