package dev.starfold.reaction.reviews;

import dev.starfold.reaction.KnownReview;
import dev.starfold.reaction.KnownReview.Status;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row in the live slot of the {@code known_review} table. Only {@link ReviewTable} writes it. */
@Entity
@Immutable
@Table(name = "live_known_review")
public class ReviewRow {

    @Id
    @Column(name = "review_id")
    public UUID reviewId;

    public String subject;
    public @Nullable String author;
    public String status;
    public int version;

    public KnownReview review() {
        return new KnownReview(reviewId, subject, author, Status.valueOf(status.toUpperCase(Locale.ROOT)));
    }
}
