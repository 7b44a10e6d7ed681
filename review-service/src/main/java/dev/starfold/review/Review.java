package dev.starfold.review;

import dev.starfold.eventstore.NameUuid;
import dev.starfold.review.ReviewEvent.ReviewErased;
import dev.starfold.review.ReviewEvent.ReviewHidden;
import dev.starfold.review.ReviewEvent.ReviewImported;
import dev.starfold.review.ReviewEvent.ReviewRestored;
import dev.starfold.review.ReviewEvent.ReviewRevised;
import dev.starfold.review.ReviewEvent.ReviewSubmitted;
import dev.starfold.review.ReviewEvent.ReviewTextErased;
import dev.starfold.review.ReviewEvent.ReviewWithdrawn;
import dev.starfold.review.ReviewEvent.UserErased;
import java.time.Instant;
import java.util.ArrayList;
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
 * @param author empty when erased, as no user's id is
 * @param version of the stream, from 1
 * @param streamVersion the stream's last; beyond {@code version} where an earlier review was erased since
 * @param contentVersion the version that brought the content, by which its text is found
 * @param revisedAt {@code null} until revised
 * @param changedAt the time of the stream's last event
 * @param hidden by a moderator; outlasts a withdrawal and an erasure, for the review that is submitted anew
 * @param erasedTexts the versions whose words a moderator had deleted
 * @param imported how the stream began, if with an import; kept also when that review was withdrawn
 * @param kept the reviews of the stream that are not erased, oldest first, this one included
 */
public record Review(
        UUID id,
        String subject,
        String author,
        Content content,
        Status status,
        int version,
        int streamVersion,
        int contentVersion,
        Instant submittedAt,
        @Nullable Instant revisedAt,
        Instant changedAt,
        boolean hidden,
        Set<Integer> erasedTexts,
        @Nullable ReviewImported imported,
        List<Begun> kept) {

    private static final UUID NAMESPACE = UUID.fromString("0d6e2a6c-5b0e-5f0c-9a55-7e5f9b0c1d42");

    /** A review of the stream. */
    public record Begun(UUID id, Instant submittedAt) {}

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
            case WITHDRAWN, ERASED -> false;
        };
    }

    /** True if there were words, and a moderator had them deleted. */
    public boolean textErased() {
        return erasedTexts.contains(contentVersion);
    }

    /** True of this one, and of those before it that were withdrawn; false of what is erased. */
    public boolean keeps(UUID review) {
        return kept.stream().anyMatch(begun -> begun.id.equals(review));
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
        int version = before == null ? 1 : before.streamVersion + 1;
        return switch (event) {
            case ReviewSubmitted(var id, var subject, var author, var content, var at) -> {
                boolean hidden = before != null && before.hidden;
                ReviewImported imported = before == null ? null : before.imported;
                List<Begun> earlier = before == null ? List.of() : before.kept;
                yield begun(id, subject, author, content, hidden, version, at, at, imported, earlier);
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
                        taken.at(),
                        taken,
                        List.of());
            case ReviewRevised(var content, var at) -> submitted(before).revised(content, version, at);
            case ReviewWithdrawn(var at) -> submitted(before).withdrawn(version, at);
            case ReviewHidden(var _, var at) -> submitted(before).with(Status.HIDDEN, true, version, at);
            case ReviewRestored(var _, var at) -> submitted(before).with(Status.PUBLIC, false, version, at);
            case ReviewTextErased(int text, var at) -> submitted(before).withoutText(text, version, at);
            case ReviewErased erased ->
                before == null || before.id.equals(erased.review()) || before.status == Status.ERASED
                        ? erased(erased, version, before == null ? List.of() : before.kept)
                        : before.withoutEarlier(erased.review(), version, erased.at());
            case UserErased _ -> throw new IllegalStateException("not an event of a review");
        };
    }

    /** Figures kept from an import, a JSON object; {@code null} for a review that was submitted here. */
    public @Nullable String source() {
        return imported == null || !imported.review().equals(id) ? null : imported.source();
    }

    /** What is left of a review, at the version at which it was erased. */
    public static Review erased(ReviewErased event, int version) {
        return erased(event, version, List.of());
    }

    private static Review erased(ReviewErased event, int version, List<Begun> before) {
        return new Review(
                event.review(),
                event.subject(),
                "",
                Content.NONE,
                Status.ERASED,
                version,
                version,
                version,
                event.submittedAt(),
                null,
                event.at(),
                event.hidden(),
                Set.of(),
                null,
                without(event.review(), before));
    }

    private static Review begun(
            UUID id,
            String subject,
            String author,
            Content content,
            boolean hidden,
            int version,
            Instant submittedAt,
            Instant at,
            @Nullable ReviewImported imported,
            List<Begun> earlier) {
        Status status = hidden ? Status.HIDDEN : Status.PUBLIC;
        List<Begun> kept = new ArrayList<>(earlier);
        kept.add(new Begun(id, submittedAt));
        return new Review(
                id,
                subject,
                author,
                content,
                status,
                version,
                version,
                version,
                submittedAt,
                null,
                at,
                hidden,
                Set.of(),
                imported,
                List.copyOf(kept));
    }

    private static Review submitted(@Nullable Review before) {
        return Objects.requireNonNull(before, "a stream begins with a submission");
    }

    private Review revised(Content revised, int at, Instant when) {
        return new Review(
                id,
                subject,
                author,
                revised,
                status,
                at,
                at,
                at,
                submittedAt,
                when,
                when,
                hidden,
                erasedTexts,
                imported,
                kept);
    }

    private Review withdrawn(int at, Instant when) {
        return with(Status.WITHDRAWN, hidden, at, when);
    }

    private Review with(Status changed, boolean nowHidden, int at, Instant when) {
        return with(content, changed, at, at, when, nowHidden, erasedTexts, imported, kept);
    }

    private Review withoutText(int text, int at, Instant when) {
        Content left = text == contentVersion ? content.withoutText() : content;
        Set<Integer> erased = new HashSet<>(erasedTexts);
        erased.add(text);
        return with(left, status, at, at, when, hidden, Set.copyOf(erased), imported, kept);
    }

    /** Nothing happened to this review, but to one that was withdrawn before it. */
    private Review withoutEarlier(UUID review, int at, Instant when) {
        ReviewImported left = imported != null && imported.review().equals(review) ? null : imported;
        return with(content, status, version, at, when, hidden, erasedTexts, left, without(review, kept));
    }

    private static List<Begun> without(UUID review, List<Begun> kept) {
        return kept.stream().filter(begun -> !begun.id.equals(review)).toList();
    }

    private Review with(
            Content nowContent,
            Status nowStatus,
            int at,
            int streamAt,
            Instant when,
            boolean nowHidden,
            Set<Integer> nowErased,
            @Nullable ReviewImported nowImported,
            List<Begun> nowKept) {
        return new Review(
                id,
                subject,
                author,
                nowContent,
                nowStatus,
                at,
                streamAt,
                contentVersion,
                submittedAt,
                revisedAt,
                when,
                nowHidden,
                nowErased,
                nowImported,
                nowKept);
    }
}
