package dev.starfold.review;

import dev.starfold.eventstore.NameUuid;
import dev.starfold.review.ReviewEvent.ReviewHidden;
import dev.starfold.review.ReviewEvent.ReviewImported;
import dev.starfold.review.ReviewEvent.ReviewRestored;
import dev.starfold.review.ReviewEvent.ReviewRevised;
import dev.starfold.review.ReviewEvent.ReviewSubmitted;
import dev.starfold.review.ReviewEvent.ReviewTextErased;
import dev.starfold.review.ReviewEvent.ReviewWithdrawn;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The newest review of a stream: the fold of its history. Before it there may have been others, all withdrawn, of which
 * nothing remains here but that {@code version} goes on and that what is hidden stays so.
 *
 * @param version of the stream, from 1
 * @param contentVersion the version that brought the content, by which its text is found
 * @param revisedAt {@code null} until revised
 * @param hidden by a moderator; outlasts a withdrawal, for the review that is submitted anew
 * @param erasedTexts the versions whose words a moderator had deleted
 * @param imported how the stream began, if with an import; kept also when that review was withdrawn
 */
public record Review(
        UUID id,
        String subject,
        String author,
        Content content,
        Status status,
        int version,
        int contentVersion,
        Instant submittedAt,
        @Nullable Instant revisedAt,
        boolean hidden,
        Set<Integer> erasedTexts,
        @Nullable ReviewImported imported) {

    private static final UUID NAMESPACE = UUID.fromString("0d6e2a6c-5b0e-5f0c-9a55-7e5f9b0c1d42");

    /** The stream where this author reviews this subject: one name everywhere, so one review by construction. */
    public static UUID stream(String subject, String author) {
        return NameUuid.of(NAMESPACE, subject, author);
    }

    /** The id of the review that the stream's version submitted. */
    public static UUID id(UUID stream, int version) {
        return NameUuid.of(stream, Integer.toString(version));
    }

    public boolean isLive() {
        return switch (status) {
            case PUBLIC, HIDDEN -> true;
            case WITHDRAWN -> false;
        };
    }

    /** True if there were words, and a moderator had them deleted. */
    public boolean textErased() {
        return erasedTexts.contains(contentVersion);
    }

    /** {@code null} for a stream in which nothing happened. */
    public static @Nullable Review fold(List<? extends ReviewEvent> history) {
        Review review = null;
        for (ReviewEvent event : history) {
            review = evolve(review, event);
        }
        return review;
    }

    public static Review evolve(@Nullable Review before, ReviewEvent event) {
        int version = before == null ? 1 : before.version + 1;
        return switch (event) {
            case ReviewSubmitted(var id, var subject, var author, var content, var at) -> {
                boolean hidden = before != null && before.hidden;
                yield begun(id, subject, author, content, hidden, version, at, before == null ? null : before.imported);
            }
            case ReviewImported taken ->
                begun(
                        taken.review(),
                        taken.subject(),
                        taken.author(),
                        taken.content(),
                        taken.hidden(),
                        version,
                        taken.submittedAt(),
                        taken);
            case ReviewRevised(var content, var at) -> submitted(before).revised(content, version, at);
            case ReviewWithdrawn _ -> submitted(before).withdrawn(version);
            case ReviewHidden _ -> submitted(before).with(Status.HIDDEN, true, version);
            case ReviewRestored _ -> submitted(before).with(Status.PUBLIC, false, version);
            case ReviewTextErased(int text, var _) -> submitted(before).withoutText(text, version);
        };
    }

    /** Figures kept from an import, a JSON object; {@code null} for a review that was submitted here. */
    public @Nullable String source() {
        return imported == null || !imported.review().equals(id) ? null : imported.source();
    }

    private static Review begun(
            UUID id,
            String subject,
            String author,
            Content content,
            boolean hidden,
            int version,
            Instant at,
            @Nullable ReviewImported imported) {
        Status status = hidden ? Status.HIDDEN : Status.PUBLIC;
        return new Review(id, subject, author, content, status, version, version, at, null, hidden, Set.of(), imported);
    }

    private static Review submitted(@Nullable Review before) {
        return Objects.requireNonNull(before, "a stream begins with a submission");
    }

    private Review revised(Content revised, int at, Instant when) {
        return new Review(
                id, subject, author, revised, status, at, at, submittedAt, when, hidden, erasedTexts, imported);
    }

    private Review withdrawn(int at) {
        return with(Status.WITHDRAWN, hidden, at);
    }

    private Review with(Status changed, boolean nowHidden, int at) {
        return new Review(
                id,
                subject,
                author,
                content,
                changed,
                at,
                contentVersion,
                submittedAt,
                revisedAt,
                nowHidden,
                erasedTexts,
                imported);
    }

    private Review withoutText(int text, int at) {
        Content left = text == contentVersion ? content.withoutText() : content;
        Set<Integer> erased = new HashSet<>(erasedTexts);
        erased.add(text);
        return new Review(
                id,
                subject,
                author,
                left,
                status,
                at,
                contentVersion,
                submittedAt,
                revisedAt,
                hidden,
                Set.copyOf(erased),
                imported);
    }
}
