package dev.nextup.dispatch.message;

import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;

/** Tells addresses of this installation from those of others. */
@Singleton
public class OwnOrigin {

    private final URI own;

    OwnOrigin(PublicUrlConfig config) {
        own = config.url();
    }

    /** Whether an address is relative, or of our own scheme, host and port. */
    public boolean has(String address) {
        try {
            URI uri = own.resolve(new URI(address));
            return own.getScheme().equalsIgnoreCase(uri.getScheme())
                    && own.getHost().equalsIgnoreCase(uri.getHost())
                    && own.getPort() == uri.getPort()
                    && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /**
     * @param address one that {@link #has} accepts
     */
    String absolute(String address) {
        return own.resolve(address).toString();
    }
}
