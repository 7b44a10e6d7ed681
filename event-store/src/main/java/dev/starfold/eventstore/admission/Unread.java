package dev.starfold.eventstore.admission;

import io.vertx.core.http.HttpServerRequest;

/** What a client still sends of a request that is answered already. */
public final class Unread {

    private static final long MOST = 64 << 20;

    private Unread() {}

    /** Lets the client finish, within bounds: it would find its connection reset instead of the answer. */
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
