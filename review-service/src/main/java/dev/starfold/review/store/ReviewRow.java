package dev.starfold.review.store;

import dev.starfold.review.Progress;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the {@code review} table: the newest state of a review. Only {@link ReviewProjection} writes it, but for {@link ReactionColumns}. */
@Entity
@Immutable
@Table(name = "review")
public class ReviewRow {

    @Id
    public UUID id;

    @Column(name = "stream_id")
    public UUID streamId;

    public String subject;
    public String author;
    public int score;
    public String recommendation;
    public boolean spoiler;
    public boolean preliminary;

    @Column(name = "progress_consumed")
    public @Nullable Integer progressConsumed;

    @Column(name = "progress_total")
    public @Nullable Integer progressTotal;

    public @Nullable String language;

    @Column(name = "has_body")
    public boolean hasBody;

    @Column(name = "text_erased")
    public boolean textErased;

    public String status;

    /** A JSON object. */
    public @Nullable String source;

    public int version;

    @Column(name = "content_version")
    public int contentVersion;

    /** Counts in the order of {@link dev.starfold.review.Reactions#CATALOGUE}. Lists select whole rows: every column is mapped here. */
    public Integer[] reactions;

    /** Reactions of all kinds. */
    public int reacted;

    /** The lower bound of Wilson's interval for the share of positive reactions. */
    public double helpful;

    @Column(name = "submitted_at")
    public Instant submittedAt;

    @Column(name = "revised_at")
    public @Nullable Instant revisedAt;

    public @Nullable Progress progress() {
        return progressConsumed == null ? null : new Progress(progressConsumed, progressTotal);
    }
}
