package dev.starfold.local;

import java.util.List;

/** How the parts of a local system reach each other and are started: plainly, unless a fault test puts itself between. */
public interface Wiring {

    /** Directly. */
    Wiring PLAIN = new Wiring() {};

    /** The port where a service finds PostgreSQL, which listens at the given one. */
    default int postgres(Service service, int port) {
        return port;
    }

    /** The port that Kafka, listening at the given one, tells its clients to connect to. */
    default int kafka(int port) {
        return port;
    }

    /**
     * A command that runs a part's own ({@code postgres}, {@code kafka}, {@code review-service 1} …) and ends in exec, such
     * as {@code env TZ=UTC}. Asked for once, when the system starts.
     */
    default List<String> prefix(String part) {
        return List.of();
    }
}
