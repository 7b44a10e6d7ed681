package dev.starfold.rating;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

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

    /** The ratings in the order asked for; a subject asked for twice is answered twice. */
    Uni<List<Rating>> read(List<String> subjects) {
        return sessions.withStatelessSession(session -> session.createQuery(
                                "from RatingRow r left join fetch r.total where r.subject in :subjects",
                                RatingRow.class)
                        .setParameter("subjects", Set.copyOf(subjects))
                        .getResultList())
                .map(rows -> {
                    var now = Clock.systemUTC().instant();
                    var rated = rows.stream()
                            .map(row -> Rating.of(row, weight))
                            .collect(toMap(Rating::subject, rating -> rating));
                    return subjects.stream()
                            .map(subject -> {
                                var rating = rated.get(subject);
                                return rating == null ? Rating.neverReviewed(subject, now) : rating;
                            })
                            .toList();
                });
    }
}
