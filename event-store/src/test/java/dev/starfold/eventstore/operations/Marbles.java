package dev.starfold.eventstore.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.starfold.eventstore.projection.ProjectionTransaction;
import dev.starfold.eventstore.projection.ProjectionTransaction.Statement;
import dev.starfold.eventstore.projection.Source;
import dev.starfold.eventstore.projection.UnreadableRecord;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A read model of the tests' own: which jar each marble lies in, by its newest version, and how many lie in each jar. */
record Marbles(String topic, boolean loads) implements ReadModel {

    static final String SCHEMA = """
            insert into projection (name) values ('marbles');
            create table marble (slot smallint, id int, jar text check (jar <> 'broken'), version int,
                primary key (slot, id)) partition by list (slot);
            create table marble_0 partition of marble for values in (0);
            create table marble_1 partition of marble for values in (1);
            create table jar (slot smallint, jar text, marbles int not null, primary key (slot, jar))
                partition by list (slot);
            create table jar_0 partition of jar for values in (0);
            create table jar_1 partition of jar for values in (1);
            create view live_jar as select * from jar where slot = (select slot from projection where name = 'marbles')
            """;

    private static final String APPLY = """
            with target as (
                select coalesce($1::smallint, (select slot from projection where name = 'marbles')) as slot
            ), change as (
                insert into marble select target.slot, polled.*
                from target, unnest($2::int[], $3::text[], $4::int[]) as polled
                on conflict (slot, id) do update set jar = excluded.jar, version = excluded.version
                where excluded.version > marble.version
                returning old.jar as old_jar, new.jar
            ), tally as (
                select old_jar as jar, -1 as n from change where old_jar is not null
                union all select jar, 1 from change
            )
            insert into jar select target.slot, tally.jar, sum(n) from target, tally group by target.slot, tally.jar
            on conflict (slot, jar) do update set marbles = jar.marbles + excluded.marbles
            """;

    private static final String LOAD = """
            insert into marble select $1::smallint, polled.* from unnest($2::int[], $3::text[], $4::int[]) as polled
            on conflict (slot, id) do update set jar = excluded.jar, version = excluded.version
            where excluded.version > marble.version
            """;

    /** One jar at a time, of those that marbles lie in or once lay in. */
    private static final String DERIVE = """
            insert into jar select $1::smallint, jar, (select count(*) from marble where slot = $1 and marble.jar = next.jar)
            from (select jar from marble where slot = $1 and jar > $2 union select jar from jar where slot = $1 and jar > $2
                  order by jar limit 1) as next
            on conflict (slot, jar) do update set marbles = excluded.marbles returning jar
            """;

    private static final String BEHIND = """
            select live.id, live.version from marble live left join marble built on built.slot = $1 and built.id = live.id
            where live.slot = $2 and coalesce(built.version, 0) < live.version order by live.id limit 1
            """;

    private static final String VERIFY = """
            select jar.jar, jar.marbles, (select count(*) from marble where marble.slot = jar.slot and marble.jar = jar.jar)
            from jar where slot = (select slot from projection where name = 'marbles') and jar > $1 order by jar limit 3
            """;

    /** Where a marble lies from this version on. */
    private record Move(int id, String jar, int version) {}

    @Override
    public String name() {
        return "marbles";
    }

    @Override
    public List<Source<?>> sources(Pool pool, @Nullable Short slot) {
        return List.of(source(pool, slot));
    }

    Source<?> source(Pool pool, @Nullable Short slot) {
        return new Source<Move>(
                topic,
                Marbles::move,
                moves -> apply(pool, slot, moves),
                loads && slot != null ? moves -> List.of(new Statement(LOAD, columns(slot, moves))) : null);
    }

    @Override
    public Future<Optional<String>> derive(Pool pool, short slot, @Nullable String after, int count) {
        return pool.preparedQuery(DERIVE)
                .execute(Tuple.of(slot, after == null ? "" : after))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getString(0)));
    }

    private static Move move(ConsumerRecord<byte[], byte[]> record) {
        String[] parts = new String(record.value(), UTF_8).split(" ");
        if (parts.length != 3) {
            throw new UnreadableRecord("not three words");
        }
        return new Move(Integer.parseInt(parts[0]), parts[1], Integer.parseInt(parts[2]));
    }

    private static Future<Long> apply(Pool pool, @Nullable Short slot, List<Move> moves) {
        return ProjectionTransaction.run(pool, "marbles", slot, List.of(new Statement(APPLY, columns(slot, moves))))
                .map(rows -> (long) rows.rowCount());
    }

    private static Tuple columns(@Nullable Short slot, List<Move> moves) {
        Map<Integer, Move> newest = new TreeMap<>();
        moves.forEach(move -> newest.merge(move.id, move, (a, b) -> b.version > a.version ? b : a));
        return Tuple.tuple()
                .addShort(slot)
                .addArrayOfInteger(newest.keySet().toArray(Integer[]::new))
                .addArrayOfString(newest.values().stream().map(Move::jar).toArray(String[]::new))
                .addArrayOfInteger(newest.values().stream().map(Move::version).toArray(Integer[]::new));
    }

    @Override
    public List<String> tables() {
        return List.of("marble", "jar");
    }

    @Override
    public Future<Optional<String>> behind(SqlConnection connection, short slot, short live) {
        return connection.preparedQuery(BEHIND).execute(Tuple.of(slot, live)).map(rows -> {
            for (Row row : rows) {
                return Optional.of("marble %d is at version %d there".formatted(row.getInteger(0), row.getInteger(1)));
            }
            return Optional.empty();
        });
    }

    @Override
    public Future<Long> size(Pool pool) {
        return pool.query("select count(*) from live_jar")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Future<Slice> verify(Pool pool, @Nullable String after) {
        return pool.preparedQuery(VERIFY)
                .execute(Tuple.of(after == null ? "" : after))
                .map(rows -> {
                    List<String> drifted = new ArrayList<>();
                    @Nullable String last = null;
                    for (Row row : rows) {
                        last = row.getString(0);
                        if (row.getInteger(1) != row.getLong(2).intValue()) {
                            drifted.add("jar %s: %d, folded %d".formatted(last, row.getInteger(1), row.getLong(2)));
                        }
                    }
                    return new Slice(rows.size(), drifted, rows.size() < 3 ? null : last);
                });
    }
}
