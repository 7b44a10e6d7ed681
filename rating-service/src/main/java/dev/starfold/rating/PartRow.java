package dev.starfold.rating;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** The counts of a subject's reviews in one language, preliminary ones apart, as the projection left them in the live slot. */
@Entity
@Immutable
@IdClass(PartRow.Key.class)
@Table(name = "live_part")
class PartRow {

    @Id
    String subject;

    @Id
    boolean preliminary;

    /** A BCP 47 tag; empty where none is given. */
    @Id
    String language;

    long[] scores;

    long[] recommendations;

    long[] reactions;

    long excluded;

    @Column(name = "updated_at")
    Instant updatedAt;

    /** What makes a part. */
    record Key(String subject, boolean preliminary, String language) {}

    Counts counts() {
        return new Counts(scores, recommendations, reactions, excluded);
    }
}
