package dev.starfold.local;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** The gateway's own problems, as RFC 9457 has them. */
final class Problem {

    private Problem() {}

    /** Answers with the problem, unless an answer is given already. */
    static void answer(HttpServerResponse response, int status, String slug, String detail) {
        if (!response.ended() && !response.headWritten()) {
            String body = new JsonObject()
                    .put("type", "/problems/" + slug)
                    .put("title", slug.replace('-', ' '))
                    .put("status", status)
                    .put("detail", detail)
                    .encode();
            secured(response)
                    .setStatusCode(status)
                    .putHeader("content-type", "application/problem+json")
                    .end(body);
        }
    }

    /** As the services have them: what they answer passes as it is. */
    static HttpServerResponse secured(HttpServerResponse response) {
        return response.putHeader("x-content-type-options", "nosniff")
                .putHeader("referrer-policy", "no-referrer")
                .putHeader("x-frame-options", "DENY")
                .putHeader("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
    }
}
