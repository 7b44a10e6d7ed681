package dev.starfold.eventstore.edge;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** A problem (RFC 9457) of a request that is refused before anything reads it. */
record EdgeProblem(int status, String slug, String detail) {

    Future<Void> answer(HttpServerRequest request) {
        HttpServerResponse response = request.response().setStatusCode(status);
        response.putHeader("Content-Type", "application/problem+json");
        String title = slug.substring(0, 1).toUpperCase(Locale.ROOT)
                + slug.substring(1).replace('-', ' ');
        JsonObject problem = new JsonObject()
                .put("type", "/problems/" + slug)
                .put("status", status)
                .put("title", title)
                .put("detail", detail);
        Future<Void> sent = response.end(problem.toBuffer());
        Bodies.discard(request);
        return sent;
    }
}
