package dev.starfold.local;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request must be to be passed on: one that a service cannot read otherwise than the gateway did. */
final class RequestForm {

    private RequestForm() {}

    /** What is wrong with it; {@code null} for nothing. */
    static @Nullable String fault(HttpServerRequest request) {
        List<String> codings = request.headers().getAll("Transfer-Encoding");
        if (!codings.isEmpty()
                && (codings.size() > 1
                        || !codings.getFirst().strip().equalsIgnoreCase("chunked")
                        || request.version() == HttpVersion.HTTP_1_0
                        || request.headers().contains("Content-Length"))) {
            return "The body's length is given twice, or in a way that is not understood.";
        }
        if (request.headers().getAll("Host").size() > 1 || request.authority() == null) {
            return "The request has no host, or more than one.";
        }
        if (request.uri() == null || !request.uri().startsWith("/")) {
            return "The address must begin with a slash.";
        }
        return null;
    }

    /** Nothing but requests of this protocol is passed on: behind a switch to another, none could be told from the next. */
    static void keepProtocol(HttpServerRequest request) {
        if (request.headers().contains("Upgrade")) {
            request.headers().remove("Upgrade").remove("HTTP2-Settings").remove("Connection");
        }
    }

    /** What is no HTTP at all. */
    static void refuseUnread(HttpServerRequest request) {
        switch (request.decoderResult().cause()) {
            case TooLongHttpLineException _ -> refuse(request, 414, "uri-too-long", "The address is too long.");
            case TooLongHttpHeaderException _ ->
                refuse(request, 431, "headers-too-large", "The headers are too large.");
            case null, default -> refuse(request, 400, "bad-request", "This is no request of HTTP/1.1.");
        }
    }

    /** Nothing more is read from a client whose requests are not clear: what follows might be part of this one. */
    static void refuse(HttpServerRequest request, int status, String slug, String detail) {
        request.response().putHeader("connection", "close");
        Problem.answer(request.response(), status, slug, detail);
        request.connection().close();
    }
}
