package dev.starfold.reaction;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.eventstore.EventCodec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/** A database of the service, looked at from outside. */
public final class TestDatabase {

    private static final Map<String, Class<? extends ReactionEvent>> EVENTS = Map.of(
            "reaction-added", ReactionEvent.ReactionAdded.class,
            "reaction-removed", ReactionEvent.ReactionRemoved.class);

    public final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    /** The one the service under test uses. */
    public static TestDatabase ofService() {
        return new TestDatabase("reaction");
    }

    /** One with the service's tables that the running service doesn't use. */
    public static TestDatabase migrated(String name) {
        var server = EmbeddedServers.postgres();
        server.createDatabase(name);
        Flyway.configure()
                .dataSource(server.jdbcUrl(name), server.user(), server.password())
                .locations("db/event-store", "db/projection", "db/reaction")
                .load()
                .migrate();
        return new TestDatabase(name);
    }

    public void run(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All rows, each as the text of its columns. */
    public List<List<String>> query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<List<String>> all = new ArrayList<>();
            while (rows.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    columns.add(rows.getString(i));
                }
                all.add(columns);
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String value(String sql) {
        return query(sql).getFirst().getFirst();
    }

    /** The columns, of any table, whose text holds this one. */
    public List<String> mentions(String text) {
        return query("""
                select concat('select ', quote_literal(table_name || '.' || column_name), ' from ', quote_ident(table_name),
                              ' where position(', quote_literal('%s'), ' in ', quote_ident(column_name), '::text) > 0 limit 1')
                from information_schema.columns join information_schema.tables using (table_schema, table_name)
                where table_schema = 'public' and table_type = 'BASE TABLE'
                  and data_type in ('text', 'jsonb', 'json', 'character varying', 'ARRAY')
                """.formatted(text)).stream()
                .flatMap(row -> query(row.getFirst()).stream())
                .map(List::getFirst)
                .toList();
    }

    private Connection connect() throws SQLException {
        var server = EmbeddedServers.postgres();
        return DriverManager.getConnection(server.jdbcUrl(name), server.user(), server.password());
    }

    /** The newest state of every reaction to the review, folded from the log by plain means. */
    public List<Reaction> logged(UUID review) {
        Map<String, List<ReactionEvent>> streams = new HashMap<>();
        for (List<String> row : query("""
                select stream_id, type, data from event
                where stream_id in (select stream_id from event where data ->> 'review' = '%s')
                order by position
                """.formatted(review))) {
            streams.computeIfAbsent(row.get(0), id -> new ArrayList<>()).add(event(row.get(1), row.get(2)));
        }
        return streams.values().stream().map(Reaction::fold).toList();
    }

    /** The counts that the log adds up to. */
    public Tally loggedTally(UUID review) {
        Map<ReactionKind, Integer> counts = new HashMap<>();
        logged(review).stream().filter(Reaction::active).forEach(r -> counts.merge(r.kind(), 1, Integer::sum));
        return new Tally(counts);
    }

    /** The counts that the service keeps. */
    public Tally keptTally(UUID review) {
        Map<ReactionKind, Integer> counts = new HashMap<>();
        for (List<String> row : query("""
                select kind, count from reaction_count
                cross join lateral (values
                    ('nice', nice), ('love-it', love_it), ('funny', funny), ('confusing', confusing),
                    ('informative', informative), ('well-written', well_written), ('creative', creative)) c(kind, count)
                where review_id = '%s'
                """.formatted(review))) {
            counts.put(ReactionKind.BY_SLUG.get(row.get(0)), Integer.valueOf(row.get(1)));
        }
        return new Tally(counts);
    }

    private static ReactionEvent event(String type, String data) {
        try {
            return EventCodec.JSON.readValue(data, EVENTS.get(type));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
