/** The browser client and its worker, in a real browser, against the real service. */
package dev.nextup.subscription.client;
