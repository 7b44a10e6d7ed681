package dev.starfold.bench.scenario;

import dev.starfold.bench.Lab;
import dev.starfold.bench.log.Reading;
import dev.starfold.local.Service;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** How many reviews of a type the ratings count, as committed in the database: one row, by its key. */
final class Projected implements Reading.Progress, AutoCloseable {

    private static final String COUNTED = "select count from live_type_total where type = ?";

    private final Lab lab;
    private final String type;

    private @Nullable Connection connection;
    private @Nullable PreparedStatement counted;

    Projected(Lab lab, String type) {
        this.lab = lab;
        this.type = type;
    }

    @Override
    public long read() throws SQLException {
        try (var rows = counted().executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException noTableYet) {
            close();
            return 0;
        }
    }

    private PreparedStatement counted() throws SQLException {
        PreparedStatement statement = counted;
        if (statement == null) {
            connection = lab.jdbc(Service.RATING.title());
            statement = connection.prepareStatement(COUNTED);
            statement.setString(1, type);
            counted = statement;
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
        connection = null;
        counted = null;
    }
}
