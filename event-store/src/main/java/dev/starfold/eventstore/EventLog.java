package dev.starfold.eventstore;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The {@code event} table: reading streams, reading the log in order, inserting. */
public final class EventLog<E> {

    /** Notified of what is committed by an instance that does not send it itself. */
    public static final String CHANNEL = "starfold_events";

    // The lateral with its order and limit keeps the plan on the index, also when it was made while the table was
    // empty.
    private static final String STREAMS = """
            select e.stream_id, e.version, e.type, e.schema, e.data::text as data, e.metadata::text as metadata
            from unnest($1::uuid[], $2::int[]) s(id, up_to)
            cross join lateral (
                select * from event
                where stream_id = s.id and version <= s.up_to
                order by version limit 1000000) e
            """;

    private static final String VERSIONS_AT = """
            select s.id, at.version from unnest($1::uuid[]) s(id)
            cross join lateral (
                select version from event where stream_id = s.id and recorded_at <= $2 order by version desc limit 1) at
            """;

    private static final String AFTER = """
            select position, recorded_at, stream_id, version, type, schema, data::text as data, metadata::text as metadata
            from event where position > $1 order by position limit $2
            """;

    private static final String INSERT = """
            insert into event (stream_id, version, type, schema, data, metadata)
            select stream_id, version, type, schema, data::jsonb, metadata::jsonb
            from unnest($1::uuid[], $2::int[], $3::text[], $4::int[], $5::text[], $6::text[])
                with ordinality e(stream_id, version, type, schema, data, metadata, n)
            order by n
            """;

    private static final String REWRITE = """
            update event set type = e.type, schema = e.schema, data = e.data::jsonb, metadata = e.metadata::jsonb
            from unnest($1::uuid[], $2::int[], $3::text[], $4::int[], $5::text[], $6::text[])
                as e(stream_id, version, type, schema, data, metadata)
            where event.stream_id = e.stream_id and event.version = e.version
            """;

    private final EventCodec<E> codec;

    public EventLog(EventCodec<E> codec) {
        this.codec = codec;
    }

    /** An event with its place in the log: position order is commit order. */
    public record Positioned<E>(long position, Instant recordedAt, Recorded<E> recorded) {}

    /** The whole history of each stream, oldest first; a stream without events is absent. */
    public Future<Map<UUID, List<Recorded<E>>>> streams(SqlClient client, Collection<UUID> streams) {
        Map<UUID, Integer> whole = new HashMap<>();
        streams.forEach(stream -> whole.put(stream, Integer.MAX_VALUE));
        return streams(client, whole);
    }

    /** The history of each stream up to and including the given version, oldest first. */
    public Future<Map<UUID, List<Recorded<E>>>> streams(SqlClient client, Map<UUID, Integer> upTo) {
        // Not Tuple.of: the second array would be taken for its variable arguments.
        Tuple parameters = Tuple.from(
                List.of(upTo.keySet().toArray(UUID[]::new), upTo.values().toArray(Integer[]::new)));
        return client.preparedQuery(STREAMS).execute(parameters).map(rows -> {
            Map<UUID, List<Recorded<E>>> histories = new HashMap<>();
            for (Row row : rows) {
                histories
                        .computeIfAbsent(row.getUUID("stream_id"), stream -> new ArrayList<>())
                        .add(recorded(row));
            }
            return histories;
        });
    }

    /** How many events each stream had at that time; a stream that was begun since is absent. */
    public Future<Map<UUID, Integer>> versionsAt(SqlClient client, Collection<UUID> streams, Instant time) {
        Tuple parameters = Tuple.tuple()
                .addArrayOfUUID(streams.toArray(UUID[]::new))
                .addOffsetDateTime(time.atOffset(ZoneOffset.UTC));
        return client.preparedQuery(VERSIONS_AT).execute(parameters).map(rows -> {
            Map<UUID, Integer> versions = new LinkedHashMap<>();
            rows.forEach(row -> versions.put(row.getUUID("id"), row.getInteger("version")));
            return versions;
        });
    }

    /** Events behind a position, in order. Nothing ever appears before a position that was read. */
    public Future<List<Positioned<E>>> after(SqlClient client, long position, int limit) {
        return client.preparedQuery(AFTER).execute(Tuple.of(position, limit)).map(rows -> {
            List<Positioned<E>> events = new ArrayList<>(rows.size());
            for (Row row : rows) {
                Instant recordedAt = row.getOffsetDateTime("recorded_at")
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toInstant();
                events.add(new Positioned<>(row.getLong("position"), recordedAt, recorded(row)));
            }
            return events;
        });
    }

    /**
     * Puts other events in the place of stored ones: stream, version and position stay, type, data and metadata are written
     * over. Only behind the append lock, as in an {@link InlineProjection}; what was published of them does not change.
     */
    public Future<RowSet<Row>> rewrite(SqlClient client, List<Recorded<E>> events) {
        return client.preparedQuery(REWRITE).execute(columns(events));
    }

    /**
     * Appends what follows from no command, such as an erasure, and wakes the relays once committed. Only behind the append
     * lock, with the versions that come next in their streams.
     */
    public Future<?> append(SqlClient client, List<Recorded<E>> events) {
        return Future.join(
                insert(client, events), client.query("notify " + CHANNEL).execute());
    }

    Future<RowSet<Row>> insert(SqlClient client, List<Recorded<E>> events) {
        return client.preparedQuery(INSERT).execute(columns(events));
    }

    private Tuple columns(List<Recorded<E>> events) {
        int size = events.size();
        UUID[] streams = new UUID[size];
        Integer[] versions = new Integer[size];
        String[] types = new String[size];
        Integer[] schemas = new Integer[size];
        String[] data = new String[size];
        String[] metadata = new String[size];
        for (int i = 0; i < size; i++) {
            Recorded<E> event = events.get(i);
            streams[i] = event.stream();
            versions[i] = event.version();
            types[i] = codec.type(event.event());
            schemas[i] = codec.schema(types[i]);
            data[i] = codec.encode(event.event());
            metadata[i] = codec.encode(event.metadata());
        }
        return Tuple.from(List.of(streams, versions, types, schemas, data, metadata));
    }

    private Recorded<E> recorded(Row row) {
        return new Recorded<>(
                row.getUUID("stream_id"),
                row.getInteger("version"),
                codec.decode(row.getString("type"), row.getInteger("schema"), row.getString("data")),
                EventCodec.metadata(row.getString("metadata")));
    }
}
