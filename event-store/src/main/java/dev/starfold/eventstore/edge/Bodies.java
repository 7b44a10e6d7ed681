package dev.starfold.eventstore.edge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** The bodies of requests, before anything has read them. */
public final class Bodies {

    private static final long MOST = 64 << 20;

    private Bodies() {}

    /** Whether a body comes or may come: HTTP/2 has no chunks, so there a request that names no length may bring one. */
    public static boolean mayFollow(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null
                ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || request.version() == HttpVersion.HTTP_2
                : !length.equals("0");
    }

    /** Discards what a client still sends of a request that is answered already: lets the client finish, within bounds: it would find its connection reset instead of the answer. */
    public static void discard(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        long bound = request.bytesRead() + MOST;
        request.handler(ignored -> {
                    if (request.bytesRead() > bound) {
                        request.connection().close();
                    }
                })
                .endHandler(end -> {})
                .resume();
    }
}
