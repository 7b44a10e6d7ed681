package dev.starfold.rating.exclusions;

import dev.starfold.rating.exclusions.ExclusionCommand.Add;
import dev.starfold.rating.exclusions.ExclusionCommand.Remove;
import dev.starfold.rating.exclusions.ExclusionEvent.ExclusionAdded;
import dev.starfold.rating.exclusions.ExclusionEvent.ExclusionRemoved;
import dev.starfold.rating.exclusions.Rejection.KeyUsed;
import dev.starfold.rating.exclusions.Rejection.Unknown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a command, given the state of its stream: the events to append, none if all is as asked already, or a
 * {@link Rejection}. Pure.
 */
public final class ExclusionDecider {

    private ExclusionDecider() {}

    public static List<ExclusionEvent> decide(@Nullable Exclusion exclusion, ExclusionCommand command) {
        return switch (command) {
            case Add add -> add(exclusion, add);
            case Remove remove -> remove(exclusion, remove);
        };
    }

    private static List<ExclusionEvent> add(@Nullable Exclusion before, Add add) {
        if (before != null) {
            // Only a key gives an id twice, and only an erasure forgets what the key was used for.
            throw new KeyUsed();
        }
        return List.of(
                new ExclusionAdded(add.exclusion(), add.subject(), add.scope(), add.reason(), add.actor(), add.at()));
    }

    private static List<ExclusionEvent> remove(@Nullable Exclusion exclusion, Remove remove) {
        if (exclusion == null || !exclusion.subject().equals(remove.subject())) {
            throw new Unknown();
        }
        return exclusion.active() ? List.of(new ExclusionRemoved(remove.actor(), remove.at())) : List.of();
    }
}
