/** What the services tell each other: the envelope, the topics and one record per event. */
@NullMarked
package dev.nextup.event;

import org.jspecify.annotations.NullMarked;
