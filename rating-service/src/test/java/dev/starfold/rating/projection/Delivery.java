package dev.starfold.rating.projection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Events of both logs, and two ways they come: each at least once, shuffled, some repeated, cut into polls of one log. And
 * what moderators do meanwhile, in that order.
 */
record Delivery(
        List<Versioned> events,
        List<? extends List<Versioned>> polls,
        List<? extends List<Versioned>> again,
        List<Excluding> exclusions) {

    /** Few subjects, a dozen reviews, a handful of readers: everything meets everything. */
    static Arbitrary<Delivery> any() {
        return Combinators.combine(
                        lives().list().ofMinSize(1).ofMaxSize(12),
                        readers().list().ofMaxSize(20),
                        Excluding.any().list().ofMaxSize(5),
                        Arbitraries.randomValue(Random::nextLong))
                .as((lives, readers, exclusions, seed) -> {
                    var events = events(lives, readers);
                    var random = new Random(seed);
                    return new Delivery(
                            events, polls(events, random), polls(events, random), moderation(exclusions, random));
                });
    }

    List<ReviewState> reviews() {
        return Instance.only(events, ReviewState.class);
    }

    List<ReactionState> reactions() {
        return Instance.only(events, ReactionState.class);
    }

    /** What a reader does at the review of that number. It may be one that nobody wrote, or named with another subject. */
    private record Reader(int review, boolean astray, List<Reacted.Step> steps) {}

    private static Arbitrary<List<Life.Step>> lives() {
        return Combinators.combine(
                        Arbitraries.of(Life.Act.class),
                        Arbitraries.integers().between(1, 10),
                        Arbitraries.integers().between(0, 2))
                .as(Life.Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    private static Arbitrary<Reader> readers() {
        var steps = Combinators.combine(
                        Arbitraries.of(true, true, false),
                        Arbitraries.integers().between(0, 6))
                .as(Reacted.Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.integers().between(0, 9),
                        steps)
                .as((review, chance, all) -> new Reader(review, chance == 0, all));
    }

    private static List<Versioned> events(List<List<Life.Step>> lives, List<Reader> readers) {
        var events = new ArrayList<Versioned>();
        for (int i = 0; i < lives.size(); i++) {
            events.addAll(Life.of(new UUID(0, i), subject(i), lives.get(i)));
        }
        for (int i = 0; i < readers.size(); i++) {
            var reader = readers.get(i);
            var subject = subject(reader.astray() ? reader.review() + 1 : reader.review());
            var review = Life.state(new UUID(0, reader.review()), subject, "public", 1, 0, 1);
            events.addAll(Reacted.of(new UUID(1, i), review, reader.steps()));
        }
        return events;
    }

    /** Some are removed, after they were added. */
    private static List<Excluding> moderation(List<Excluding> exclusions, Random random) {
        var done = new ArrayList<>(exclusions);
        exclusions.stream()
                .filter(_ -> random.nextBoolean())
                .forEach(it ->
                        done.add(done.indexOf(it) + 1 + random.nextInt(done.size() - done.indexOf(it)), it.removed()));
        return List.copyOf(done);
    }

    private static String subject(int review) {
        return (review % 3 == 0 ? "book" : "anime") + ":" + review % 4;
    }

    private static List<? extends List<Versioned>> polls(List<Versioned> events, Random random) {
        var records = new ArrayList<>(events);
        events.stream().filter(_ -> random.nextInt(3) == 0).forEach(records::add);
        Collections.shuffle(records, random);
        var polls = new ArrayList<List<Versioned>>();
        for (int from = 0, to; from < records.size(); from = to) {
            to = Math.min(records.size(), from + 1 + random.nextInt(20));
            polls.add(List.copyOf(Instance.only(records.subList(from, to), ReviewState.class)));
            polls.add(List.copyOf(Instance.only(records.subList(from, to), ReactionState.class)));
        }
        Collections.shuffle(polls, random);
        return polls;
    }
}
