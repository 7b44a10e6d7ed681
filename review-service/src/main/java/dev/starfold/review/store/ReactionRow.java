package dev.starfold.review.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row in the live slot of the {@code reaction} table: what a reaction says now. Only the projection of reactions writes it. */
@Entity
@Immutable
@Table(name = "live_reaction")
public class ReactionRow {

    @Id
    @Column(name = "reaction_id")
    public UUID id;

    @Column(name = "review_id")
    public UUID reviewId;

    /** Who reacted; {@code null} once erased. */
    @Column(name = "user_id")
    public @Nullable String user;

    public @Nullable String kind;
    public boolean active;

    /** When it became what it is. */
    public Instant since;
}
