package dev.starfold.eventstore.operations;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be applied, as it stands on the dead-letter topic.
 *
 * @param id of its place there
 * @param topic where it came from, with partition and offset
 * @param key its text; {@code null} without one
 * @param value its text, unreadable bytes replaced; {@code null} without one
 * @param headers by name, the last of a name
 * @param at when it was first written
 * @param replayedAt when it was sent through again and went; {@code null} until then
 */
public record SetAside(
        String id,
        String topic,
        int partition,
        long offset,
        String cause,
        @Nullable String key,
        @Nullable String value,
        Map<String, String> headers,
        Instant at,
        @Nullable Instant replayedAt) {}
