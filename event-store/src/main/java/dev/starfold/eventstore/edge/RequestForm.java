package dev.starfold.eventstore.edge;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the head of a request must be for any call; the services' gates look at it before anything else does. */
public final class RequestForm {

    /**
     * No token, which Quarkus takes for no header; or a JSON Web Token by its parts, of which the first two may not be empty:
     * Quarkus's reader fails on them.
     */
    private static final Pattern HOLLOW = Pattern.compile("(?i)bearer( +(\\..*|[^.]*\\.(\\..*)?))?");

    private RequestForm() {}

    /** What is wrong with the address, the host or how the body is sent; {@code null} for a request that can be read. */
    public static @Nullable String fault(HttpServerRequest request) {
        String fault = faultOfAddress(request.uri());
        if (fault != null) {
            return fault;
        }
        if (!hasOneHost(request)) {
            return "The request has no host, or more than one.";
        }
        if (isAmbiguous(request)) {
            return "The body's length is given twice, or in a way that is not understood.";
        }
        return null;
    }

    /** True where the {@code Authorization} header holds what cannot be a token. */
    public static boolean isHollowToken(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && HOLLOW.matcher(header.strip()).matches();
    }

    private static @Nullable String faultOfAddress(@Nullable String address) {
        try {
            String path = address == null ? null : new URI(address).getRawPath();
            if (path == null || !(path.startsWith("/") || path.equals("*"))) {
                return "The address has no path that begins with a slash.";
            }
            // Resources would be found without what follows it, but not by all that looks at the path before them.
            return path.contains(";") ? "A semicolon in a path has to be written as %3B." : null;
        } catch (URISyntaxException e) {
            return "The address is malformed: a bad percent-escape, or a character that needs one.";
        }
    }

    private static boolean hasOneHost(HttpServerRequest request) {
        HostAndPort host = request.authority();
        return host != null
                && !host.host().isEmpty()
                && request.headers().getAll("Host").size() <= 1;
    }

    /** Two readers of such a request may disagree where it ends, and what comes next: RFC 9112, section 6.3. */
    private static boolean isAmbiguous(HttpServerRequest request) {
        List<String> codings = request.headers().getAll("Transfer-Encoding");
        return request.version() != HttpVersion.HTTP_2
                && !codings.isEmpty()
                && (codings.size() > 1
                        || !codings.getFirst().strip().equalsIgnoreCase("chunked")
                        || request.version() == HttpVersion.HTTP_1_0
                        || request.headers().contains("Content-Length"));
    }
}
