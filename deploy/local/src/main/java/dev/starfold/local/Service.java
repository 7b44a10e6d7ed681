package dev.starfold.local;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The services that the launcher knows: each has a folder, a database, and paths of its own behind the gateway. */
public enum Service {
    REVIEW("review", 8081, List.of("/reviews", "/reports", "/imports", "/exports", "/users")),
    RATING("rating", 8082, List.of("/ratings", "/reviewers")),
    REACTION("reaction", 8083, List.of("/reactions"));

    private final String title;
    private final int port;
    private final List<String> paths;

    Service(String title, int port, List<String> paths) {
        this.title = title;
        this.port = port;
        this.paths = paths;
    }

    /** The short name: {@code review} for review-service. */
    public String title() {
        return title;
    }

    /** The HTTP port of the first replica, unless another is chosen. */
    public int defaultPort() {
        return port;
    }

    /** The first segments of what it serves, its operations apart. */
    public List<String> paths() {
        return paths;
    }

    /** True for the requests that this service answers. */
    public boolean serves(String path) {
        return paths.stream().anyMatch(p -> under(path, p)) || under(path, "/operations/" + title);
    }

    private static boolean under(String path, String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }

    static Service named(String title) {
        return Arrays.stream(values())
                .filter(service -> service.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new Options.UsageException("there is no service '" + title + "'; there are: "
                        + Arrays.stream(values()).map(Service::title).collect(Collectors.joining(", "))));
    }
}
