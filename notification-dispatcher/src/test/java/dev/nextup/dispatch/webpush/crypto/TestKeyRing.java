package dev.nextup.dispatch.webpush.crypto;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.lang.JoseException;

/** Key rings for tests elsewhere. */
public final class TestKeyRing {

    private TestKeyRing() {}

    /**
     * The file of a ring.
     *
     * @param newestFirst key sets as {@link #json} made them
     */
    public static String merged(String... newestFirst) {
        return Stream.of(newestFirst)
                .map(set -> set.substring(set.indexOf('[') + 1, set.lastIndexOf(']')))
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    /** The file of a new ring of one key. */
    public static String json(String keyId) {
        try {
            return VapidKeys.json(VapidKeys.jwk(keyId));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new ring of one key. */
    public static VapidKeyRing of(String keyId) {
        return VapidKeyRing.parse(json(keyId));
    }
}
