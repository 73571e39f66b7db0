package dev.nextup.local.push.useragent;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The way to a browser that is there. Both methods return at once and never throw. */
interface Connection {

    void send(ObjectNode message);

    /** Ends it: another one of the same browser has come. */
    void supersede();
}
