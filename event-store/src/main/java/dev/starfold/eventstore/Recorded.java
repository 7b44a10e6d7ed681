package dev.starfold.eventstore;

import java.util.UUID;

/**
 * An event in its stream. {@code version} counts from 1 within the stream without gaps; {@code stream:version} names the
 * event for good, in every service and on every topic.
 */
public record Recorded<E>(UUID stream, int version, E event, Metadata metadata) {

    /** The name of the event, {@code <stream id>:<version>}: what consumers deduplicate by. */
    public String id() {
        return stream + ":" + version;
    }
}
