package dev.starfold.local.faults;

import dev.starfold.local.Service;
import dev.starfold.local.faults.Entry.Outcome;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Holds the system, while nobody commands it, to every answer that it ever gave: the journal against the logs, the logs
 * against Kafka, and a fold of the logs against what is read over HTTP.
 */
final class Oracle {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final FaultedSystem system;
    private final Journal journal;
    private final Readings readings;

    Oracle(FaultedSystem system, Journal journal) {
        this.system = system;
        this.journal = journal;
        this.readings = new Readings(system, journal::broken);
    }

    /**
     * Asks until all is well or the patience is at its end, since what is under way, also commands whose users have given up, may
     * still come to its end.
     *
     * @param only a part of the names of subjects to be read over HTTP; all where null
     */
    Verdict judge(@Nullable String only) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<Entry> entries = journal.entries();
        Verdict verdict = compared(entries, only);
        while (!verdict.isClean() && System.nanoTime() < end) {
            Actor.pause(500);
            verdict = compared(entries, only);
        }
        verdict.drift().addAll(readings.verifications());
        verdict.drift().addAll(readings.deadLetters());
        verdict.broken().addAll(journal.takeBroken());
        return verdict;
    }

    private Verdict compared(List<Entry> entries, @Nullable String only) throws IOException {
        try {
            return read(entries, only);
        } catch (SQLException | KafkaException away) {
            List<String> broken = new ArrayList<>(List.of("not to be judged: " + away));
            return new Verdict(0, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), broken);
        }
    }

    private Verdict read(List<Entry> entries, @Nullable String only) throws SQLException, IOException {
        List<Logged> reviews = Logged.all(system, Service.REVIEW);
        List<Logged> reactions = Logged.all(system, Service.REACTION);
        List<Logged> all = new ArrayList<>(reviews);
        all.addAll(reactions);
        List<String> lost = new ArrayList<>();
        List<String> doubled = new ArrayList<>();
        compare(entries, all, lost, doubled);
        requireOrder(reviews, lost);
        requireOrder(reactions, lost);
        requireCopy("review-events", reviews, lost);
        requireCopy("reaction-events", published(reactions), lost);
        List<String> drift = readings.differences(Fold.of(reviews, reactions), only);
        long acknowledged = entries.stream()
                .filter(entry -> entry.outcome() == Outcome.ACKNOWLEDGED)
                .count();
        return new Verdict(acknowledged, lost, doubled, drift, new ArrayList<>());
    }

    private static void compare(List<Entry> entries, List<Logged> log, List<String> lost, List<String> doubled) {
        Map<String, List<Logged>> byTrace = new HashMap<>();
        for (Logged event : log) {
            if (event.trace() != null) {
                byTrace.computeIfAbsent(event.trace(), none -> new ArrayList<>())
                        .add(event);
            }
        }
        for (Entry entry : entries) {
            List<Logged> events = byTrace.getOrDefault(entry.trace(), List.of());
            long times = events.stream().map(Logged::command).distinct().count();
            if (times == 0 && entry.effect()) {
                lost.add(entry + " is not in the log");
            }
            if (times > 1 || times == 1 && entry.outcome() == Outcome.REFUSED) {
                doubled.add(entry + " is in the log " + times + " times: " + events);
            }
            if (entry.version() > 0
                    && times == 1
                    && events.stream().noneMatch(event -> event.version() == entry.version())) {
                lost.add(entry + " is in the log with another version: " + events);
            }
        }
    }

    /** Versions count from 1 in every stream, in the order of positions. */
    private static void requireOrder(List<Logged> log, List<String> lost) {
        Map<String, Integer> newest = new HashMap<>();
        for (Logged event : log) {
            int before = newest.getOrDefault(event.stream(), 0);
            newest.put(event.stream(), event.version());
            if (event.version() != before + 1) {
                lost.add(event + " follows version " + before);
            }
        }
    }

    /** All but the repeats of what stood. */
    private static List<Logged> published(List<Logged> reactions) {
        Map<String, String> last = new HashMap<>();
        return reactions.stream()
                .filter(event -> !event.type().equals(last.put(event.stream(), event.type()))
                        || !event.type().equals("reaction-added"))
                .toList();
    }

    private void requireCopy(String topic, List<Logged> log, List<String> lost) {
        Copy copy = Copy.of(system.bootstrapServers(), topic);
        log.stream()
                .map(Logged::id)
                .filter(id -> !copy.ids().contains(id))
                .forEach(id -> lost.add(topic + " lacks " + id));
        lost.addAll(copy.faults());
        Set<String> unknown = new HashSet<>(copy.ids());
        log.forEach(event -> unknown.remove(event.id()));
        unknown.forEach(id -> lost.add(topic + " holds " + id + ", which the log lacks"));
    }
}
