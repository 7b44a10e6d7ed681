package dev.starfold.eventstore.edge;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** A problem (RFC 9457) of a request that is refused before anything reads it. */
record EdgeProblem(int status, String slug, String detail) {

    private static final long MOST = 1 << 20;

    void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response().setStatusCode(status);
        response.putHeader("Content-Type", "application/problem+json");
        String title = slug.substring(0, 1).toUpperCase(Locale.ROOT)
                + slug.substring(1).replace('-', ' ');
        JsonObject problem = new JsonObject()
                .put("type", "/problems/" + slug)
                .put("status", status)
                .put("title", title)
                .put("detail", detail);
        response.end(problem.toBuffer());
        discard(request);
    }

    /** Lets the client finish, within bounds: it would find its connection reset instead of the answer. */
    private static void discard(HttpServerRequest request) {
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
