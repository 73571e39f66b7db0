/** What lets a browser install the customer app under an organisation's own name and colour. */
@NullMarked
package dev.nextup.ticket.manifest;

import org.jspecify.annotations.NullMarked;
