package dev.starfold.rating.chart;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** When a type was ranked. Only read here: the ranker writes. */
@Entity
@Immutable
@Table(name = "ranking")
class RankingRow {

    @Id
    long id;

    String type;

    @Column(name = "ranked_at")
    Instant rankedAt;

    /** {@code null} for the newest of its type. */
    @Column(name = "superseded_at")
    @Nullable Instant supersededAt;
}
