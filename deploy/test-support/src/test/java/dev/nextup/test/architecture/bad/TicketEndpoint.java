package dev.nextup.test.architecture.bad;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Not named a resource; its only route is hidden and open to nobody knows whom. */
@Path("/bad")
class TicketEndpoint {

    @GET
    String hidden() {
        return "nobody gets here";
    }
}
