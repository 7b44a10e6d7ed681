package dev.starfold.eventstore;

/** The events of the tests: a stream counts up. */
public sealed interface Tally {

    /** More was counted. {@code note} is free text. */
    record Added(int amount, String note) implements Tally {}

    /** The count starts anew. */
    record Reset() implements Tally {}
}
