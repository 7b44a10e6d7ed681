package dev.starfold.eventstore.operations;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Work asked for by an operator.
 *
 * @param status {@code running}, {@code done}, {@code failed} or {@code cancelled}
 * @param progress 0 to 1
 * @param eta when it will be done at the pace so far; {@code null} while there is none, and once ended
 * @param detail what its kind adds, beside these fields in JSON
 */
public record Job(
        UUID id,
        String projection,
        String kind,
        String status,
        double progress,
        @Nullable Instant eta,
        Instant startedAt,
        @Nullable Instant endedAt,
        @JsonIgnore JsonObject detail) {

    public static final String REBUILD = "rebuild";
    public static final String VERIFICATION = "verification";
    public static final String REPUBLICATION = "republish";

    @JsonAnyGetter
    public Map<String, Object> details() {
        return detail.getMap();
    }

    @JsonIgnore
    public boolean isRunning() {
        return status.equals("running");
    }

    static Job of(Row row, Instant now) {
        var started = row.getOffsetDateTime("started_at").toInstant();
        var ended = row.getOffsetDateTime("ended_at");
        double progress = row.getDouble("progress");
        boolean running = row.getString("status").equals("running");
        return new Job(
                row.getUUID("id"),
                row.getString("projection"),
                row.getString("kind"),
                row.getString("status"),
                progress,
                running ? eta(started, now, progress) : null,
                started,
                ended == null ? null : ended.toInstant(),
                row.getJsonObject("detail"));
    }

    private static @Nullable Instant eta(Instant started, Instant now, double progress) {
        if (progress <= 0) {
            return null;
        }
        double elapsed = Duration.between(started, now).toMillis();
        return now.plusMillis(Math.round(elapsed * (1 - progress) / progress));
    }
}
