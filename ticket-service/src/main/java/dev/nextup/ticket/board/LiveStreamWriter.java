package dev.nextup.ticket.board;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Gives a stream the connection of its client. By hand, because a {@code Multi} of events starts
 * the answer before it is known whether the caller may have it, writes each event anew for each
 * client, and queues what a client does not take.
 */
@Provider
class LiveStreamWriter implements ServerMessageBodyWriter<LiveStream> {

    private final LiveChannels channels;

    LiveStreamWriter(LiveChannels channels) {
        this.channels = channels;
    }

    @Override
    public boolean isWriteable(
            Class<?> type,
            Type genericType,
            ResteasyReactiveResourceInfo target,
            MediaType mediaType) {
        return LiveStream.class.isAssignableFrom(type);
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return LiveStream.class.isAssignableFrom(type);
    }

    @Override
    public void writeResponse(LiveStream stream, Type genericType, ServerRequestContext request) {
        ResteasyReactiveRequestContext context = (ResteasyReactiveRequestContext) request;
        context.suspend();
        ServerHttpResponse response = request.serverResponse();
        response.setChunked(true);
        // Proxies must neither keep it nor wait for its end.
        response.setResponseHeader("Cache-Control", "no-store");
        response.setResponseHeader("X-Accel-Buffering", "no");
        stream.start(
                response,
                ended -> {
                    channels.closed(ended);
                    context.resume();
                });
        response.addCloseHandler(stream::close);
        channels.open(stream);
    }

    @Override
    public void writeTo(
            LiveStream stream,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream body) {
        throw new IllegalStateException("a stream has no end to write to");
    }
}
