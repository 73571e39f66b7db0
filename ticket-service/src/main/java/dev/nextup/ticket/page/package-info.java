/**
 * The pages for people: customer app, staff console and board. What is in them is in {@code
 * src/main/web}.
 */
@NullMarked
package dev.nextup.ticket.page;

import org.jspecify.annotations.NullMarked;
