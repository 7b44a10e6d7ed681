package dev.starfold.review.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the {@code review_text} table: the words of a review at one version. Without words there is no row. */
@Entity
@Immutable
@Table(name = "review_text")
@IdClass(TextRow.Key.class)
public class TextRow {

    @Id
    @Column(name = "review_id")
    public UUID reviewId;

    @Id
    public int version;

    public @Nullable String headline;
    public @Nullable String body;

    /** What a text belongs to. */
    public record Key(UUID reviewId, int version) {}
}
