package dev.nextup.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.nextup.database.Outage;
import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where exceptions become answers. */
public class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    private static final Problem UNAUTHORIZED =
            Problem.of(401, "unauthorized", "A valid token is required")
                    .withDetail("Send `Authorization: Bearer` with a token that has not expired.");

    private static final Problem FORBIDDEN =
            Problem.of(403, "forbidden", "Your role does not allow this")
                    .withDetail("Ask a member of the organisation with a higher role.");

    private static final Problem MALFORMED =
            Problem.of(400, "malformed-json", "The body is not valid JSON")
                    .withDetail("Send one JSON object, UTF-8, without duplicate members.");

    private static final Problem UNAVAILABLE =
            Problem.of(503, "service-unavailable", "The service cannot answer right now")
                    .withDetail(
                            "It is not known whether your change was made. Repeat it in a few seconds with the same Idempotency-Key.");

    private static final String RETRY_AFTER_SECONDS = "2";

    /** Standard refusals of the framework, by status. */
    private static final Map<Integer, Problem> BY_STATUS =
            Map.of(
                    400,
                            standard(
                                    400,
                                    "bad-request",
                                    "The request cannot be understood",
                                    "Compare it with the API document."),
                    404,
                            standard(
                                    404,
                                    "not-found",
                                    "There is nothing here",
                                    "The address or the id is unknown."),
                    405,
                            standard(
                                    405,
                                    "method-not-allowed",
                                    "This method is not supported here",
                                    "Compare it with the API document."),
                    406,
                            standard(
                                    406,
                                    "not-acceptable",
                                    "This representation is not available",
                                    "Ask for application/json."),
                    413,
                            standard(
                                    413,
                                    "body-too-large",
                                    "The request body is too large",
                                    "Send at most 64 KiB."),
                    415,
                            standard(
                                    415,
                                    "unsupported-media-type",
                                    "Send JSON",
                                    "Set `Content-Type: application/json`."));

    @ServerExceptionMapper
    Response rejected(RejectedException e) {
        return answer(e.rejection().toProblem());
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response unauthorized() {
        return answer(UNAUTHORIZED);
    }

    @ServerExceptionMapper(ForbiddenException.class)
    Response forbidden() {
        return answer(FORBIDDEN);
    }

    @ServerExceptionMapper
    Response mismatch(MismatchedInputException e) {
        return answer(wrongType(e));
    }

    @ServerExceptionMapper
    Response malformed(JsonProcessingException e) {
        return answer(e instanceof JsonMappingException mapping ? wrongType(mapping) : MALFORMED);
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return malformed(json);
        }
        int status = e.getResponse().getStatus();
        if (status < 400) {
            return e.getResponse();
        }
        if (status >= 500) {
            return unexpected(e);
        }
        Problem other =
                standard(
                        status,
                        "bad-request",
                        "The request was refused",
                        "Compare it with the API document.");
        return answer(BY_STATUS.getOrDefault(status, other));
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e) {
        if (Outage.explains(e)) {
            LOG.warnf("database unavailable (%s)", e.getClass().getSimpleName());
            return answer(UNAVAILABLE);
        }
        String id = UUID.randomUUID().toString();
        LOG.errorf(e, "unexpected error: errorId=%s", id);
        return answer(
                Problem.of(500, "internal-error", "Something went wrong on our side")
                        .withDetail(
                                "Try again with the same Idempotency-Key; when it lasts, report the errorId.")
                        .with("errorId", id));
    }

    private static Problem wrongType(JsonMappingException e) {
        String field =
                e.getPath().stream()
                        .map(
                                r ->
                                        r.getFieldName() == null
                                                ? "[" + r.getIndex() + "]"
                                                : r.getFieldName())
                        .collect(Collectors.joining("."));
        if (field.isEmpty()) {
            return MALFORMED;
        }
        return Problem.of(400, "invalid-field", "A field has the wrong type or form")
                .withDetail("Check the field named in `field`.")
                .with("field", field);
    }

    private static Problem standard(int status, String code, String title, String detail) {
        return Problem.of(status, code, title).withDetail(detail);
    }

    private static Response answer(Problem problem) {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (problem.status() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        } else if (problem.status() == 503) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        } else if (problem.status() == 429) {
            response.header(
                    HttpHeaders.RETRY_AFTER, problem.extensions().get(TooManyRequests.RETRY_AFTER));
        }
        return response.build();
    }
}
