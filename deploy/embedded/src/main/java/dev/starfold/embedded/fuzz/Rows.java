package dev.starfold.embedded.fuzz;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.embedded.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many rows each table of a database has. */
final class Rows implements AutoCloseable {

    private static final String TABLES = """
            select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and not c.relispartition
            and n.nspname not in ('pg_catalog', 'information_schema')
            """;

    private final Connection connection;
    private final String count;

    Rows(String database, Set<String> ignored) throws SQLException {
        PostgresServer server = EmbeddedServers.postgres();
        connection = DriverManager.getConnection(server.jdbcUrl(database), server.user(), server.password());
        Set<String> tables = new java.util.TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(TABLES)) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
        }
        tables.removeAll(ignored);
        count = tables.stream()
                .map(table -> "select '%1$s', count(*) from %1$s".formatted(table))
                .collect(Collectors.joining(" union all "));
    }

    Map<String, Long> count() throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(count)) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
        }
        return counts;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
