package dev.starfold.rating;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Reads ratings with one query, however many are asked for, so that all figures of an answer belong to one moment. What it
 * reads is what the projection has committed.
 */
@Singleton
class RatingReader {

    private final Mutiny.SessionFactory sessions;
    private final int weight;

    RatingReader(Mutiny.SessionFactory sessions, @ConfigProperty(name = "starfold.rating.weight") int weight) {
        this.sessions = sessions;
        this.weight = weight;
    }

    private record Counted(RatingRow row, @Nullable TypeTotal total) {}

    /** The ratings in the order asked for; a subject asked for twice is answered twice. */
    Uni<List<Rating>> read(List<String> subjects) {
        return sessions.withStatelessSession(session -> session.createQuery("""
                        select row, total from RatingRow row left join TypeTotal total on total.type = row.type
                        where row.subject in :subjects
                        """, Counted.class)
                        .setParameter("subjects", Set.copyOf(subjects))
                        .getResultList())
                .map(found -> inOrder(subjects, found));
    }

    private List<Rating> inOrder(List<String> subjects, List<Counted> found) {
        var now = Clock.systemUTC().instant();
        var rated = found.stream()
                .map(counted -> Rating.of(counted.row(), counted.total(), weight))
                .collect(toMap(Rating::subject, rating -> rating));
        return subjects.stream()
                .map(subject -> {
                    var rating = rated.get(subject);
                    return rating == null ? Rating.neverReviewed(subject, now) : rating;
                })
                .toList();
    }
}
