package dev.starfold.review.moderation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of the {@code reported_review} table: how often a review is reported, and for what. {@link Reports} writes it. */
@Entity
@Immutable
@Table(name = "reported_review")
public class ReportedReviewRow {

    @Id
    @Column(name = "review_id")
    public UUID reviewId;

    public int spam;
    public int spoiler;
    public int harassment;

    @Column(name = "off_topic")
    public int offTopic;

    public int other;

    /** All of them together: the database adds them up. */
    public int reports;

    public Instant latest;
}
