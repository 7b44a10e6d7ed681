package dev.starfold.rating;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A subject's counts as the projection left them, with its type's totals beside. Only read here: the projection writes. */
@Entity
@Immutable
@Table(name = "rating")
class RatingRow {

    @Id
    String subject;

    /** Null until a review of the type has counted. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "type", insertable = false, updatable = false)
    TypeTotal total;

    @Column(columnDefinition = "bigint[]")
    long[] scores;

    @Column(columnDefinition = "bigint[]")
    long[] recommendations;

    @Column(name = "updated_at")
    Instant updatedAt;
}
