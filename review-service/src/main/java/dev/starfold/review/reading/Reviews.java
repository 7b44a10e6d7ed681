package dev.starfold.review.reading;

import dev.starfold.eventstore.watch.WarmUp;
import dev.starfold.review.Rejection.Erased;
import dev.starfold.review.Rejection.Unknown;
import dev.starfold.review.Rejection.Withdrawn;
import dev.starfold.review.Status;
import dev.starfold.review.Text;
import dev.starfold.review.Viewer;
import dev.starfold.review.store.Reads;
import dev.starfold.review.store.ReviewRow;
import dev.starfold.review.store.TextRow;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Point reads of one review. */
@Singleton
public class Reviews implements WarmUp {

    private static final String WITH_TEXT = """
            select r, t from ReviewRow r
            left join TextRow t on t.reviewId = r.id and t.version = r.contentVersion
            where r.id = :id
            """;

    private static final String STREAM = "select r.streamId from ReviewRow r where r.id = :id";

    private static final String TEXT = "from TextRow t where t.reviewId = :id and t.version = :version";

    private final Reads reads;

    Reviews(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Uni<?> warmUp() {
        UUID none = new UUID(0, 0);
        return one(none, Viewer.PUBLIC)
                .replaceWithVoid()
                .onFailure(Unknown.class)
                .recoverWithNull()
                .chain(() -> streamOf(none)
                        .replaceWithVoid()
                        .onFailure(Unknown.class)
                        .recoverWithNull());
    }

    /** Fails with {@link Unknown}, also for what is hidden from the viewer, or with {@link Withdrawn}. */
    public Uni<ReviewView> one(UUID id, Viewer viewer) {
        return reads.run(session -> session.createSelectionQuery(WITH_TEXT, Object[].class)
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .map(found -> {
                    ReviewRow row = shown(found == null ? null : (ReviewRow) found[0], viewer);
                    return ReviewView.of(row, (TextRow) found[1]);
                });
    }

    /** The review's row; fails as {@link #one} does. */
    public Uni<ReviewRow> row(UUID id, Viewer viewer) {
        return reads.<@Nullable ReviewRow>run(session -> session.get(ReviewRow.class, id))
                .map(row -> shown(row, viewer));
    }

    /** Withdrawn is withdrawn for everybody, also what was hidden then: it was known to be there before it was hidden. */
    private static ReviewRow shown(@Nullable ReviewRow row, Viewer viewer) {
        if (row == null) {
            throw new Unknown();
        }
        if (row.status.equals(Status.WITHDRAWN.slug())) {
            throw new Withdrawn();
        }
        if (row.status.equals(Status.ERASED.slug())) {
            throw new Erased();
        }
        if (row.status.equals(Status.HIDDEN.slug()) && !viewer.seesHiddenOf(row.author)) {
            throw new Unknown();
        }
        return row;
    }

    /** The stream that a review is in, also after its withdrawal; fails with {@link Unknown}. */
    public Uni<UUID> streamOf(UUID id) {
        return reads.<@Nullable UUID>run(session -> session.createSelectionQuery(STREAM, UUID.class)
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(Unknown::new);
    }

    /** The words of a review at the version that brought them. */
    public Uni<Text> text(UUID id, int version) {
        return reads.<@Nullable TextRow>run(session -> session.createSelectionQuery(TEXT, TextRow.class)
                        .setParameter("id", id)
                        .setParameter("version", version)
                        .getSingleResultOrNull())
                .map(row -> row == null ? Text.NONE : new Text(row.headline, row.body));
    }
}
