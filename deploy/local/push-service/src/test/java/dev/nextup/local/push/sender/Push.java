package dev.nextup.local.push.sender;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One push request that is right in everything until a test changes one thing. */
public final class Push {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final TestBrowser browser;
    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private String endpoint;
    private String method = "POST";
    private byte[] body;

    public Push(TestBrowser browser, Vapid vapid, String text) {
        this.browser = browser;
        this.endpoint = browser.endpoint();
        this.body = encode(new Encoder(), text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        header("TTL", "60");
        header("Urgency", "high");
        header("Content-Encoding", "aes128gcm");
        header("Content-Type", "application/octet-stream");
        header("Authorization", vapid.authorization(Vapid.HEADER, claims(browser.endpoint())));
    }

    /** Claims that are right for an endpoint. */
    public static String claims(String endpoint) {
        return Vapid.claims(origin(endpoint), inSeconds(3_600), "mailto:ops@example.com");
    }

    public static String origin(String endpoint) {
        URI uri = URI.create(endpoint);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    public static long inSeconds(long seconds) {
        return Instant.now().getEpochSecond() + seconds;
    }

    public String endpoint() {
        return endpoint;
    }

    public Push to(String other) {
        endpoint = other;
        return this;
    }

    public Push method(String other) {
        method = other;
        return this;
    }

    /** Replaces a header by as many lines as there are values; none removes it. */
    public Push header(String name, String... values) {
        headers.put(name, List.of(values));
        return this;
    }

    public Push body(byte[] octets) {
        body = octets.clone();
        return this;
    }

    public Push encodedBy(Encoder encoder, byte[] plaintext) {
        return body(encode(encoder, plaintext));
    }

    public byte[] body() {
        return body.clone();
    }

    public HttpResponse<String> send() throws Exception {
        return CLIENT.send(request(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpRequest request() {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(endpoint))
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return request.build();
    }

    private byte[] encode(Encoder encoder, byte[] plaintext) {
        return encoder.encode(plaintext, browser.p256dh(), browser.auth());
    }
}
