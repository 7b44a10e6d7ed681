package dev.starfold.rating.exclusions;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.starfold.eventstore.Recorded;
import dev.starfold.eventstore.relay.PublicEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The data of a public event: the whole state of an exclusion after it, so that the newest {@code version} wins whole. Absent
 * values are explicit nulls. Who added or removed it is not told.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PublicExclusion(
        UUID exclusionId,
        String subject,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String author,
        String reason,
        boolean active,
        int version) {

    /** Where the JSON schema of this record is served. */
    public static final String SCHEMA = "/schemas/rating-event.v1.json";

    /** The public event for the last event of a stream's history. */
    public static PublicEvent event(List<Recorded<ExclusionEvent>> history) {
        Exclusion exclusion = Objects.requireNonNull(
                Exclusion.fold(history.stream().map(Recorded::event).toList()));
        return new PublicEvent(
                type(exclusion),
                exclusion.id().toString(),
                exclusion.subject(),
                history.getLast().event().at(),
                SCHEMA,
                of(exclusion));
    }

    /** An addition whose author was erased since is sent, if it is sent again, as what it has come to. */
    private static String type(Exclusion exclusion) {
        return exclusion.active() ? "rating-exclusion-added" : "rating-exclusion-removed";
    }

    private static PublicExclusion of(Exclusion exclusion) {
        Scope scope = exclusion.scope();
        return new PublicExclusion(
                exclusion.id(),
                exclusion.subject(),
                scope.from(),
                scope.to(),
                scope.knownAuthor(),
                exclusion.reason(),
                exclusion.active(),
                exclusion.version());
    }
}
