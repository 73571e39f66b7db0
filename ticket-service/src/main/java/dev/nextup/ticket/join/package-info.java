/** How customers come in: the join link of an organisation and the QR code that holds it. */
@NullMarked
package dev.nextup.ticket.join;

import org.jspecify.annotations.NullMarked;
