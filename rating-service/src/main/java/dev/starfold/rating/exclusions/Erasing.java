package dev.starfold.rating.exclusions;

import dev.starfold.rating.exclusions.ExclusionEvent.ExclusionAdded;
import dev.starfold.rating.exclusions.ExclusionEvent.ExclusionRemoved;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of an exclusion when a user is erased: the author it is about, or a moderator who added or removed it. Pure. */
public final class Erasing {

    /** In place of the reason of an exclusion about a user who was erased: it speaks of nobody else. */
    static final String REASON = "erased";

    private Erasing() {}

    /**
     * The event without the user. A moderator's reason stays, also once they are erased, where it is not about an author who
     * is: it tells why something does not count, which holds on.
     */
    public static ExclusionEvent blanked(ExclusionEvent event, String user) {
        return switch (event) {
            case ExclusionAdded added -> {
                boolean about = user.equals(added.scope().author());
                Scope scope = added.scope();
                yield new ExclusionAdded(
                        added.exclusion(),
                        added.subject(),
                        about ? new Scope(scope.from(), scope.to(), Scope.ERASED) : scope,
                        about ? REASON : added.reason(),
                        unless(user, added.by()),
                        added.at());
            }
            case ExclusionRemoved removed -> new ExclusionRemoved(unless(user, removed.by()), removed.at());
        };
    }

    /**
     * What is appended to a stream that was blanked. An exclusion about the user is removed: without its author it would cover
     * everybody. One that was removed before is published once more: whoever keeps its newest event has the author from that.
     *
     * @param before as it was before it was blanked
     * @param after as it was then
     * @param at when the user was erased
     */
    public static List<ExclusionEvent> decide(Exclusion before, Exclusion after, Instant at) {
        return after.scope().erased() && !before.scope().erased() ? List.of(new ExclusionRemoved(null, at)) : List.of();
    }

    private static @Nullable String unless(String user, @Nullable String by) {
        return user.equals(by) ? null : by;
    }
}
