package dev.starfold.reaction.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the {@code reaction} table: the newest state of a reaction. Only {@link ReactionProjection} writes it. */
@Entity
@Immutable
@Table(name = "reaction")
public class ReactionRow {

    @Id
    public UUID id;

    @Column(name = "review_id")
    public UUID reviewId;

    @Column(name = "user_id")
    public @Nullable String user;

    public String kind;
    public boolean active;
    public int version;

    @Column(name = "reacted_at")
    public Instant reactedAt;
}
