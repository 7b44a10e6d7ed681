package dev.starfold.rating;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A subject's counts as the projection left them in the live slot. Only read here: the projection writes. */
@Entity
@Immutable
@Table(name = "live_rating")
class RatingRow {

    @Id
    String subject;

    String type;

    long[] scores;

    long[] recommendations;

    long[] reactions;

    long excluded;

    @Column(name = "updated_at")
    Instant updatedAt;

    Counts counts() {
        return new Counts(scores, recommendations, reactions, excluded);
    }
}
