package dev.starfold.rating.exclusions;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the {@code exclusion} table. Only {@link ExclusionProjection} writes it. */
@Entity
@Immutable
@Table(name = "exclusion")
class ExclusionRow {

    @Id
    UUID id;

    String subject;

    @Column(name = "from_at")
    @Nullable Instant from;

    @Column(name = "to_at")
    @Nullable Instant to;

    @Nullable String author;

    String reason;

    @Column(name = "by")
    @Nullable String addedBy;

    @Column(name = "at")
    Instant addedAt;

    boolean active;

    ExclusionView view() {
        return new ExclusionView(id, subject, from, to, author, reason, addedBy, addedAt);
    }
}
