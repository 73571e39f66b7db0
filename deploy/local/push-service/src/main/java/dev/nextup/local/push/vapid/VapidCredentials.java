package dev.nextup.local.push.vapid;

import dev.nextup.local.push.refusal.Reason;
import dev.nextup.local.push.refusal.RefusedException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of {@code Authorization: vapid} (RFC 8292, 3), not yet verified.
 *
 * @param token the signed JWT ({@code t})
 * @param key the public key it is signed with ({@code k})
 */
public record VapidCredentials(String token, String key) {

    private static final String SCHEME = "vapid";

    /**
     * Reads the header.
     *
     * @param authorization every value of the header in the request
     * @return null if the request carries no {@code vapid} credentials
     * @throws RefusedException if it carries them in a form that cannot be read
     */
    public static @Nullable VapidCredentials parse(List<String> authorization) {
        if (authorization.isEmpty()) {
            return null;
        }
        if (authorization.size() > 1) {
            throw malformed("Send one Authorization header.");
        }
        String[] schemeAndRest = authorization.get(0).strip().split("[ \\t]+", 2);
        if (!SCHEME.equalsIgnoreCase(schemeAndRest[0])) {
            return null;
        }
        Map<String, String> parameters =
                parameters(schemeAndRest.length == 2 ? schemeAndRest[1] : "");
        String token = parameters.get("t");
        String key = parameters.get("k");
        if (token == null || key == null) {
            throw malformed("The parameters t (the token) and k (the key) are both needed.");
        }
        return new VapidCredentials(token, key);
    }

    /** Unknown parameters are ignored, as RFC 8292, 3 asks. */
    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : text.split(",", -1)) {
            int equals = parameter.indexOf('=');
            if (equals < 0) {
                throw malformed("A parameter has no value.");
            }
            String name = parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            String value = unquoted(parameter.substring(equals + 1).strip());
            if (parameters.put(name, value) != null) {
                throw malformed("A parameter appears twice.");
            }
        }
        return parameters;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static RefusedException malformed(String detail) {
        return new RefusedException(
                Reason.VAPID_MALFORMED,
                "Authorization is not of the form 'vapid t=token, k=key'. " + detail);
    }

    /** A token is good for a day: it must not reach a log by accident. */
    @Override
    public String toString() {
        return "VapidCredentials";
    }
}
