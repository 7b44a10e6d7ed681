package dev.starfold.review;

import dev.starfold.review.Rejection.AlreadyReviewed;
import dev.starfold.review.Rejection.Erased;
import dev.starfold.review.Rejection.NotYours;
import dev.starfold.review.Rejection.Unknown;
import dev.starfold.review.Rejection.VersionChanged;
import dev.starfold.review.Rejection.VersionRequired;
import dev.starfold.review.Rejection.Withdrawn;
import dev.starfold.review.ReviewCommand.Erase;
import dev.starfold.review.ReviewCommand.EraseText;
import dev.starfold.review.ReviewCommand.Expected;
import dev.starfold.review.ReviewCommand.Expected.Any;
import dev.starfold.review.ReviewCommand.Expected.OneOf;
import dev.starfold.review.ReviewCommand.Expected.Unstated;
import dev.starfold.review.ReviewCommand.Hide;
import dev.starfold.review.ReviewCommand.Import;
import dev.starfold.review.ReviewCommand.Restore;
import dev.starfold.review.ReviewCommand.Revise;
import dev.starfold.review.ReviewCommand.Submit;
import dev.starfold.review.ReviewCommand.Withdraw;
import dev.starfold.review.ReviewEvent.ReviewErased;
import dev.starfold.review.ReviewEvent.ReviewHidden;
import dev.starfold.review.ReviewEvent.ReviewImported;
import dev.starfold.review.ReviewEvent.ReviewRestored;
import dev.starfold.review.ReviewEvent.ReviewRevised;
import dev.starfold.review.ReviewEvent.ReviewSubmitted;
import dev.starfold.review.ReviewEvent.ReviewTextErased;
import dev.starfold.review.ReviewEvent.ReviewWithdrawn;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a command, given the newest review of its stream: the events to append, none if all is as asked already,
 * or a {@link Rejection}. No event is older than the one before it, whatever the clocks of those who asked said. Pure.
 */
public final class ReviewDecider {

    private ReviewDecider() {}

    public static List<ReviewEvent> decide(@Nullable Review review, ReviewCommand command) {
        return switch (command) {
            case Submit submit -> submit(review, submit);
            case Import anImport -> take(review, anImport);
            case Revise revise -> revise(named(review, revise.review()), revise);
            case Withdraw withdraw -> withdraw(review, withdraw);
            case Hide hide -> hide(named(review, hide.review()), hide);
            case Restore restore -> restore(named(review, restore.review()), restore);
            case EraseText erase -> eraseText(named(review, erase.review()), erase);
            case Erase erase -> erase(review, erase);
        };
    }

    private static List<ReviewEvent> submit(@Nullable Review before, Submit submit) {
        if (before != null && before.isLive()) {
            throw new AlreadyReviewed(before.id());
        }
        int version = before == null ? 1 : before.streamVersion() + 1;
        UUID id = Review.id(Review.stream(submit.subject(), submit.actor()), version);
        return List.of(new ReviewSubmitted(id, submit.subject(), submit.actor(), submit.content(), at(before, submit)));
    }

    private static List<ReviewEvent> take(@Nullable Review newest, Import wanted) {
        if (newest == null) {
            UUID id = Review.id(Review.stream(wanted.subject(), wanted.author()), 1);
            Instant submittedAt = Objects.requireNonNullElse(wanted.submittedAt(), wanted.at());
            return List.of(new ReviewImported(
                    id,
                    wanted.subject(),
                    wanted.author(),
                    wanted.content(),
                    wanted.source(),
                    wanted.hidden(),
                    submittedAt,
                    wanted.at()));
        }
        // Whatever became of the review since: what was imported once is not imported again.
        if (newest.imported() != null && isSame(wanted, newest.imported())) {
            return List.of();
        }
        throw new AlreadyReviewed(newest.id());
    }

    private static boolean isSame(Import wanted, ReviewImported imported) {
        return wanted.content().equals(imported.content())
                && Objects.equals(wanted.source(), imported.source())
                && (wanted.submittedAt() == null || wanted.submittedAt().equals(imported.submittedAt()));
    }

    private static List<ReviewEvent> revise(Review review, Revise revise) {
        requireAuthor(review, revise.actor());
        if (revise.expected() instanceof Unstated) {
            throw new VersionRequired();
        }
        requireVersion(review, revise.expected());
        boolean same = revise.content().equals(review.content());
        return same ? List.of() : List.of(new ReviewRevised(revise.content(), at(review, revise)));
    }

    private static List<ReviewEvent> withdraw(@Nullable Review newest, Withdraw withdraw) {
        if (newest != null && newest.author().equals(withdraw.actor()) && isWithdrawn(newest, withdraw.review())) {
            return List.of();
        }
        Review review = named(newest, withdraw.review());
        requireAuthor(review, withdraw.actor());
        requireVersion(review, withdraw.expected());
        return List.of(new ReviewWithdrawn(at(review, withdraw)));
    }

    private static List<ReviewEvent> hide(Review review, Hide hide) {
        requireVersion(review, hide.expected());
        return review.hidden() ? List.of() : List.of(new ReviewHidden(hide.reason(), at(review, hide)));
    }

    private static List<ReviewEvent> restore(Review review, Restore restore) {
        requireVersion(review, restore.expected());
        return review.hidden() ? List.of(new ReviewRestored(restore.reason(), at(review, restore))) : List.of();
    }

    private static List<ReviewEvent> eraseText(Review review, EraseText erase) {
        boolean done = review.erasedTexts().contains(erase.text());
        return done ? List.of() : List.of(new ReviewTextErased(erase.text(), at(review, erase)));
    }

    private static List<ReviewEvent> erase(@Nullable Review newest, Erase erase) {
        if (newest == null) {
            return List.of();
        }
        return newest.kept().stream()
                .filter(begun -> !begun.submittedAt().isAfter(erase.until()))
                .<ReviewEvent>map(begun -> new ReviewErased(
                        begun.id(), newest.subject(), newest.hidden(), begun.submittedAt(), at(newest, erase)))
                .toList();
    }

    /** When it happens: as asked, or with what happened last in the stream, if that was later. */
    private static Instant at(@Nullable Review newest, ReviewCommand command) {
        if (newest == null || newest.changedAt().isBefore(command.at())) {
            return command.at();
        }
        return newest.changedAt();
    }

    /** A command names a review of this stream: one that is not its newest was withdrawn, and maybe erased. */
    private static Review named(@Nullable Review newest, UUID id) {
        if (newest == null || isWithdrawn(newest, id)) {
            throw new Withdrawn();
        }
        if (!isLive(newest, id)) {
            throw new Erased();
        }
        return newest;
    }

    private static boolean isWithdrawn(Review newest, UUID id) {
        return !isLive(newest, id) && newest.keeps(id);
    }

    private static boolean isLive(Review newest, UUID id) {
        return newest.isLive() && newest.id().equals(id);
    }

    private static void requireAuthor(Review review, String actor) {
        if (!review.author().equals(actor)) {
            // That there is a hidden review is not for others to know.
            throw review.hidden() ? new Unknown() : new NotYours();
        }
    }

    private static void requireVersion(Review review, Expected expected) {
        boolean met =
                switch (expected) {
                    case Unstated _, Any _ -> true;
                    case OneOf(var versions) -> versions.contains(review.version());
                };
        if (!met) {
            throw new VersionChanged(review.version());
        }
    }
}
