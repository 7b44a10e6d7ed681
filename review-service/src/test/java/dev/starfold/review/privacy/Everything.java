package dev.starfold.review.privacy;

import dev.starfold.embedded.EmbeddedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** All that stands in a database, whatever tables it has. */
final class Everything {

    private static final String TABLES = """
            select table_name from information_schema.tables
            where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'
            order by table_name
            """;

    private final String database;
    private Connection connection;

    Everything(String database) {
        this.database = database;
    }

    /** Every row in which the text stands anywhere, as {@code table: row}. */
    List<String> rowsWith(String text) {
        List<String> found = new ArrayList<>();
        for (String table : query(TABLES)) {
            query("select t::text from \"%s\" t where position(lower('%s') in lower(t::text)) > 0"
                            .formatted(table, text))
                    .forEach(row -> found.add(table + ": " + row));
        }
        return found;
    }

    /** The first column of all rows. */
    List<String> query(String sql) {
        try (Statement s = statement();
                ResultSet rows = s.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void run(String sql) {
        try (Statement s = statement()) {
            s.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Statement statement() throws SQLException {
        if (connection == null) {
            var server = EmbeddedServers.postgres();
            connection = DriverManager.getConnection(server.jdbcUrl(database), server.user(), server.password());
        }
        return connection.createStatement();
    }
}
