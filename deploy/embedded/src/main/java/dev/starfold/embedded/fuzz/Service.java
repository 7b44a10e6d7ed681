package dev.starfold.embedded.fuzz;

import java.net.URI;
import java.util.Map;
import java.util.Set;

/** A service to be fuzzed, and what its document alone cannot know: ids that are there. */
public interface Service {

    /** Where it listens. */
    URI base();

    /** The name of its database on the JVM's PostgreSQL. */
    String database();

    /**
     * Values with which the call succeeds, by the name of the parameter or the field of the body: things that are fresh, of the
     * caller where it matters. Anything not named here is as the document's example has it.
     *
     * @param call the method and the path as documented, such as {@code GET /reviews/{id}}
     */
    Map<String, String> values(String call);

    /** A token by role: {@code user} (who owns what {@link #values} names), {@code moderator}, {@code operator}. */
    String token(String role);

    /** Tables that change by themselves, since they follow Kafka or a timer. */
    Set<String> moving();
}
