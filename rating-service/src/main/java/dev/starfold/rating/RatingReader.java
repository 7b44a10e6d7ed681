package dev.starfold.rating;

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Reads ratings with one query, however many are asked for, so that all figures of an answer belong to one moment. What it
 * reads is what the projection has committed.
 */
@Singleton
public class RatingReader {

    private final Mutiny.SessionFactory sessions;
    private final int weight;

    RatingReader(Mutiny.SessionFactory sessions, @ConfigProperty(name = "starfold.rating.weight") int weight) {
        this.sessions = sessions;
        this.weight = weight;
    }

    private record Counted(
            RatingRow row,
            @Nullable TypeTotal total,
            @Nullable Long rank,
            @Nullable Instant rankedAt) {

        private Rating rating(int weight) {
            return Rating.of(row.subject, row.counts(), total, weight, row.updatedAt)
                    .ranked(rank, rankedAt);
        }
    }

    /** The ratings in the order asked for; a subject asked for twice is answered twice. */
    public Uni<List<Rating>> read(List<String> subjects) {
        return sessions.withStatelessSession(session -> session.createQuery("""
                        select row, total, place.rank, ranking.rankedAt
                        from RatingRow row left join TypeTotal total on total.type = row.type
                        left join PlaceRow place on place.subject = row.subject
                        left join RankingRow ranking on ranking.type = row.type and ranking.supersededAt is null
                        where row.subject in :subjects
                        """, Counted.class)
                        .setParameter("subjects", Set.copyOf(subjects))
                        .getResultList())
                .map(found -> inOrder(subjects, found));
    }

    private record OfPart(
            RatingRow row,
            @Nullable TypeTotal total,
            @Nullable PartRow part) {}

    /** The rating over a part of the subject's reviews. The mean of the type stays that of all its reviews. */
    Uni<Rating> read(String subject, Part part) {
        return sessions.withStatelessSession(session -> {
                    var query = session.createQuery(
                                    """
                            select row, total, part from RatingRow row left join TypeTotal total on total.type = row.type
                            left join PartRow part on part.subject = row.subject%s%s
                            where row.subject = :subject
                            """.formatted(
                                            part.preliminary() == null ? "" : " and part.preliminary = :preliminary",
                                            part.language() == null
                                                    ? ""
                                                    : " and (part.language = :language or part.language like :kinds)"),
                                    OfPart.class)
                            .setParameter("subject", subject);
                    if (part.preliminary() != null) {
                        query.setParameter("preliminary", part.preliminary());
                    }
                    if (part.language() != null) {
                        query.setParameter("language", part.language()).setParameter("kinds", part.language() + "-%");
                    }
                    return query.getResultList();
                })
                .map(found -> sum(subject, found));
    }

    private Rating sum(String subject, List<OfPart> found) {
        var asOf = found.stream()
                .flatMap(it -> it.part() == null ? Stream.empty() : Stream.of(it.part().updatedAt))
                .max(naturalOrder());
        if (asOf.isEmpty()) {
            return Rating.neverReviewed(subject, Clock.systemUTC().instant());
        }
        var counts = found.stream()
                .flatMap(it ->
                        it.part() == null ? Stream.empty() : Stream.of(it.part().counts()))
                .reduce(Counts.NONE, Counts::plus);
        return Rating.of(subject, counts, found.getFirst().total(), weight, asOf.get());
    }

    private List<Rating> inOrder(List<String> subjects, List<Counted> found) {
        var now = Clock.systemUTC().instant();
        var rated =
                found.stream().map(counted -> counted.rating(weight)).collect(toMap(Rating::subject, rating -> rating));
        return subjects.stream()
                .map(subject -> {
                    var rating = rated.get(subject);
                    return rating == null ? Rating.neverReviewed(subject, now) : rating;
                })
                .toList();
    }
}
