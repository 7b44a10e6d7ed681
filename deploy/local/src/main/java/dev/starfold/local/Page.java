package dev.starfold.local;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of {@code deploy/page}, as they are on disk: what is edited is seen at the next reload. */
final class Page {

    /** Nothing but itself, and no markup made of text: what a review says can't run. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types starfold";

    // No dot but the one before the ending: nobody climbs out of the folder.
    private static final Pattern FILE =
            Pattern.compile("/(?:(?:css|fonts|js|views)/)?[a-z0-9-]+\\.(css|html|js|json|svg|woff2)");

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "woff2", "font/woff2");

    private final Vertx vertx;
    private final Path folder;

    Page(Vertx vertx, Path home) {
        this.vertx = vertx;
        this.folder = home.resolve("deploy").resolve("page");
    }

    /** Answers with the file; false when the path can't be one of them. */
    boolean answers(HttpServerRequest request) {
        String path = "/".equals(request.path()) ? "/index.html" : request.path();
        Matcher file = FILE.matcher(path == null ? "" : path);
        if (!file.matches()) {
            return false;
        }
        HttpServerResponse response = request.response();
        String method = request.method().name();
        if (!"GET".equals(method) && !"HEAD".equals(method)) {
            response.putHeader("allow", "GET, HEAD");
            Problem.answer(response, 405, "method-not-allowed", "Only GET and HEAD are understood here.");
            return true;
        }
        String type = TYPES.getOrDefault(file.group(1), "application/octet-stream");
        vertx.fileSystem()
                .readFile(folder.resolve(path.substring(1)).toString())
                .onSuccess(content -> answer(response, type, content))
                .onFailure(_ -> Problem.answer(response, 404, "not-found", "The page has no such file."));
        return true;
    }

    private static void answer(HttpServerResponse response, String type, Buffer content) {
        Problem.secured(response)
                .putHeader("content-security-policy", POLICY)
                .putHeader("cache-control", "no-cache")
                .putHeader("content-type", type)
                .end(content);
    }
}
