package dev.nextup.dispatch.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.http.InternalTokens;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Asks subscription-service, with a token of this installation about that one ticket. */
@Singleton
class SubscriptionPhones implements PhoneBook {

    private static final String AUDIENCE = "subscription-service";
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int FOUND = 200;
    private static final int NONE = 404;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Optional<URI> address;
    private final InternalTokens tokens;
    private final Clock clock;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(PATIENCE)
                    .build();

    SubscriptionPhones(PhoneConfig config, InternalTokens tokens, Clock clock) {
        address = config.url().map(url -> url.resolve("/internal/phone"));
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public Uni<Optional<String>> phoneOf(UUID ticketId) {
        return Uni.createFrom()
                .completionStage(
                        () -> client.sendAsync(question(ticketId), BodyHandlers.ofString()))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(SubscriptionPhones::number);
    }

    private HttpRequest question(UUID ticketId) {
        URI uri =
                address.orElseThrow(
                        () -> new IllegalStateException("NEXTUP_SUBSCRIPTION_URL is not set"));
        return HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header(InternalTokens.HEADER, tokens.sign(AUDIENCE, ticketId, clock.instant()))
                .POST(BodyPublishers.ofString("{\"ticketId\":\"" + ticketId + "\"}"))
                .build();
    }

    private static Optional<String> number(HttpResponse<String> answer) {
        if (answer.statusCode() == NONE) {
            return Optional.empty();
        }
        if (answer.statusCode() != FOUND) {
            throw new IllegalStateException("subscription-service answers " + answer.statusCode());
        }
        try {
            JsonNode phone = JSON.readTree(answer.body()).path("customerPhone");
            return Optional.ofNullable(phone.textValue());
        } catch (IOException e) {
            // Without its cause, which quotes the answer.
            throw new IllegalStateException("subscription-service answers no JSON");
        }
    }
}
