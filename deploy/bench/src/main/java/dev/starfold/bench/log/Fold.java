package dev.starfold.bench.log;

import dev.starfold.bench.Lab;
import dev.starfold.local.Service;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the logs add up to, by none of Starfold's code. In a benchmark nobody revises, withdraws or takes back. */
final class Fold {

    private static final String SCORES = """
            select data ->> 'subject', data -> 'content' ->> 'score', count(*) from event
            where type = 'review-submitted' and data ->> 'subject' like '%s:%%' group by 1, 2
            """;

    private static final String SUBJECTS = """
            select data ->> 'review', data ->> 'subject', 1 from event
            where type = 'review-submitted' and data ->> 'subject' like '%s:%%'
            """;

    private static final String KINDS = """
            select data ->> 'review', data ->> 'kind', count(distinct stream_id) from event
            where type = 'reaction-added' group by 1, 2
            """;

    private final Map<String, Map<String, Long>> scores = new TreeMap<>();
    private final Map<String, Map<String, Long>> reactions = new HashMap<>();
    private final Map<String, Map<String, Long>> reactionsOfSubjects = new HashMap<>();

    /** Of the subjects of a type. */
    static Fold of(Lab lab, String type) throws SQLException {
        Fold fold = new Fold();
        each(
                lab,
                Service.REVIEW,
                SCORES.formatted(type),
                (subject, score, count) -> add(fold.scores, subject, score, count));
        each(lab, Service.REACTION, KINDS, (review, kind, count) -> add(fold.reactions, review, slug(kind), count));
        if (!fold.reactions.isEmpty()) {
            each(lab, Service.REVIEW, SUBJECTS.formatted(type), (review, subject, one) -> fold.reactions
                    .getOrDefault(review, Map.of())
                    .forEach((kind, count) -> add(fold.reactionsOfSubjects, subject, kind, count)));
        }
        return fold;
    }

    /** In their order. */
    Set<String> subjects() {
        return scores.keySet();
    }

    /** How many reviews gave which score. */
    Map<String, Long> scores(String subject) {
        return scores.getOrDefault(subject, Map.of());
    }

    /** How many reactions there are of which kind to a subject's reviews. */
    Map<String, Long> reactionsOf(String subject) {
        return reactionsOfSubjects.getOrDefault(subject, Map.of());
    }

    /** Reactions by review, then by kind. */
    Map<String, Map<String, Long>> reactions() {
        return reactions;
    }

    private interface Entry {
        void add(String key, String part, long count);
    }

    private static void each(Lab lab, Service service, String query, Entry entry) throws SQLException {
        try (var connection = lab.jdbc(service.title());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                entry.add(rows.getString(1), rows.getString(2), rows.getLong(3));
            }
        }
    }

    private static void add(Map<String, Map<String, Long>> counts, String key, String part, long count) {
        counts.computeIfAbsent(key, none -> new HashMap<>()).merge(part, count, Long::sum);
    }

    private static String slug(String kind) {
        return kind.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
