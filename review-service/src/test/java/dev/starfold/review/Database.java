package dev.starfold.review;

import dev.starfold.embedded.EmbeddedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The service's database under test, with all rights. */
public final class Database {

    private Database() {}

    public static Connection connection() throws SQLException {
        var server = EmbeddedServers.postgres();
        return DriverManager.getConnection(server.jdbcUrl("review"), server.user(), server.password());
    }

    public static void run(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
