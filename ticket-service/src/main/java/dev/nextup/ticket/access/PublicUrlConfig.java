package dev.nextup.ticket.access;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** Where people reach this installation. */
@ConfigMapping(prefix = "nextup.public")
public interface PublicUrlConfig {

    /**
     * Scheme and host of the customer app, without a path: NEXTUP_PUBLIC_URL. Links start with it;
     * with https the session cookie never travels unencrypted. No default: guessing the scheme
     * wrong would either expose the cookie or lock everybody out.
     */
    URI url();

    /**
     * @param pathAndMore begins with a slash
     */
    default String link(String pathAndMore) {
        return url().toString().replaceAll("/+$", "") + pathAndMore;
    }
}
