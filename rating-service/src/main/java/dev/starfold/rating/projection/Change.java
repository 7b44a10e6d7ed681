package dev.starfold.rating.projection;

import java.util.Set;

/** What the read model's readers are told once something of it has been committed, by whichever instance. */
public sealed interface Change {

    /** There is news of the reviews or reactions of these. */
    record Of(Set<String> subjects) implements Change {}

    /** Of so many that they aren't named, or of some unknown ones while nobody could be told. */
    record OfAny() implements Change {}
}
