package dev.starfold.bench.growth;

import dev.starfold.bench.growth.Query.Chosen;
import dev.starfold.local.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every query of the interface; but for the export, which reads all there is. */
final class Queries {

    private static final List<String> SORTS =
            List.of("newest", "oldest", "highest", "lowest", "most-reacted", "helpful");
    private static final String BIG = Chosen.reviewOf(0);

    private final List<Query> all = new ArrayList<>();

    private Queries() {}

    static List<Query> all() {
        Queries queries = new Queries();
        queries.reviews();
        queries.lists();
        queries.reactions();
        queries.ratings();
        queries.operations();
        return queries.all;
    }

    private void reviews() {
        add("review", Service.REVIEW, c -> "/reviews/" + c.review());
        add("review-with-all", Service.REVIEW, c -> "/reviews/" + c.review() + "?include=reactions&body=html");
        add("review-at", Service.REVIEW, c -> "/reviews/" + c.review() + "?at=2026-06-01T00:00:00Z");
        add("review-version", Service.REVIEW, c -> "/reviews/" + c.review() + "?version=1");
        add("history", Service.REVIEW, c -> "/reviews/" + c.review() + "/history");
        add("history-big", Service.REVIEW, c -> "/reviews/" + BIG + "/history");
        add("reports", Service.REVIEW, "moderator", c -> "/reports");
        add("user-data", Service.REVIEW, "author-7", c -> "/users/author-7/data");
    }

    private void lists() {
        for (String sort : SORTS) {
            add("list-" + sort, Service.REVIEW, c -> "/reviews?sort=" + sort);
            add("list-subject-" + sort, Service.REVIEW, c -> "/reviews?subject=" + c.subject() + "&sort=" + sort);
            add("list-big-" + sort, Service.REVIEW, c -> "/reviews?subject=anime:big&sort=" + sort);
        }
        list("author", c -> "author=author-" + c.twentieth());
        list("author-helpful", c -> "sort=helpful&author=author-" + c.twentieth());
        list("recommendation", c -> "recommendation=mixed-feelings");
        list("scores", c -> "minScore=3&maxScore=4");
        list("scores-highest", c -> "minScore=3&maxScore=4&sort=highest");
        list("preliminary", c -> "preliminary=true&subject=anime:big");
        list("language", c -> "language=pt");
        list("day", c -> "from=" + c.day() + "T00:00:00Z&to=" + c.day().plusDays(1000) + "T00:00:00Z");
        list("body", c -> "hasBody=true&include=reactions&body=html&limit=100");
        list("rare-word", c -> "q=only" + c.twentieth());
        list("common-word", c -> "q=common" + c.random().nextInt(100));
        list("common-word-in-subject", c -> "q=common" + 20 * c.random().nextInt(5) + "&subject=anime:big");
        list("two-words", c -> "q=said+only" + c.twentieth() + "&sort=helpful");
        list("hidden", "moderator", c -> "visibility=hidden");
    }

    private void reactions() {
        add("reactions", Service.REACTION, c -> "/reactions/" + c.review());
        add("reactions-mine", Service.REACTION, "reader-7", c -> "/reactions/" + c.review());
        add("reactions-many", Service.REACTION, c -> "/reactions?review=" + joined(c::review, "&review="));
        add("reactors", Service.REACTION, c -> "/reactions/" + c.review() + "/users");
        add("reactors-big", Service.REACTION, c -> "/reactions/" + BIG + "/users");
        add("reactors-big-kind", Service.REACTION, c -> "/reactions/" + BIG + "/users?kind=creative");
        add("reactions-by", Service.REACTION, "reader-7", c -> "/reactions/by/reader-7");
    }

    private void ratings() {
        add("rating", Service.RATING, c -> "/ratings/" + c.subject());
        add("rating-big", Service.RATING, c -> "/ratings/anime:big");
        add("rating-part", Service.RATING, c -> "/ratings/" + c.subject() + "?preliminary=exclude&language=pt");
        add("rating-after", Service.RATING, c -> "/ratings/anime:big?after=" + BIG + "@1");
        add("rating-many", Service.RATING, c -> "/ratings?subject=" + joined(c::subject, "&subject="));
        for (String sort : List.of("weighted", "mean", "count", "trending")) {
            add("chart-" + sort, Service.RATING, c -> "/ratings?type=anime&sort=" + sort);
        }
        add("chart-min-count", Service.RATING, c -> "/ratings?type=anime&minCount=20");
        for (String bucket : List.of("day", "week", "month")) {
            add("trend-" + bucket, Service.RATING, c -> "/ratings/" + c.subject() + "/trend?bucket=" + bucket);
        }
        add("trend-big", Service.RATING, c -> "/ratings/anime:big/trend?bucket=month");
        add("anomalies", Service.RATING, c -> "/ratings/" + c.subject() + "/anomalies");
        add("anomalies-big", Service.RATING, c -> "/ratings/anime:big/anomalies");
        add("exclusions", Service.RATING, "moderator", c -> "/ratings/" + c.subject() + "/exclusions");
        add("reviewer", Service.RATING, c -> "/reviewers/author-" + c.twentieth());
    }

    private void operations() {
        for (Service service : Service.values()) {
            add("operations-" + service.title(), service, "operator", c -> "/operations/" + service.title());
        }
    }

    private static String joined(java.util.function.Supplier<String> one, String separator) {
        return Stream.generate(one).limit(50).collect(Collectors.joining(separator));
    }

    private void list(String name, Query.Path path) {
        list(name, "", path);
    }

    private void list(String name, String user, Query.Path path) {
        add("list-" + name, Service.REVIEW, user, c -> "/reviews?" + path.of(c));
    }

    private void add(String name, Service service, Query.Path path) {
        add(name, service, "", path);
    }

    private void add(String name, Service service, String user, Query.Path path) {
        all.add(new Query(name, service, user, path));
    }
}
