package dev.starfold.review.listing;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.review.paging.Cursor;
import dev.starfold.review.store.ReviewRow;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** A database with the service's tables, whose rows a test makes up, and the listing's statements on it. */
final class ListingDatabase implements AutoCloseable {

    private static final Pattern NAMED = Pattern.compile(":(\\w+)");

    private final Connection connection;

    /** Extended queries would want values also where a plan is made without. */
    private final Connection simple;

    ListingDatabase(String name) throws SQLException {
        var server = EmbeddedServers.postgres();
        server.createDatabase(name);
        Flyway.configure()
                .dataSource(server.jdbcUrl(name), server.user(), server.password())
                .locations("db/event-store", "db/projection", "db/review")
                .load()
                .migrate();
        connection = DriverManager.getConnection(server.jdbcUrl(name), server.user(), server.password());
        simple = DriverManager.getConnection(
                server.jdbcUrl(name) + "?preferQueryMode=simple", server.user(), server.password());
    }

    void run(String sql, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, List.of(parameters));
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** What a sort needs of the rows of a page. */
    List<ReviewRow> page(Query query, @Nullable Cursor after, int limit) {
        return read("", PageSql.of(query, after, limit, common()), ListingDatabase::row);
    }

    /** The plan as JSON, with what came of it. */
    String explain(Query query, @Nullable Cursor after, int limit) {
        return read(
                        "explain (analyze, timing off, format json) ",
                        PageSql.of(query, after, limit, common()),
                        row -> row.getString(1))
                .getFirst();
    }

    /** The plan as JSON that is kept for whatever values come. */
    String explainKept(Query query, int limit) {
        AtomicInteger number = new AtomicInteger();
        String sql = NAMED.matcher(PageSql.of(query, null, limit, common()).text())
                .replaceAll(name -> "\\$" + number.incrementAndGet());
        try (Statement statement = simple.createStatement();
                ResultSet result = statement.executeQuery("explain (generic_plan, format json) " + sql)) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** What {@link CommonWords} would know. */
    private Set<Integer> common() {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(CommonWords.SELECT)) {
            return result.next() ? Set.of((Integer[]) result.getArray(1).getArray()) : Set.of();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> read(String prefix, PageSql sql, Reader<T> reader) {
        List<Object> values = new ArrayList<>();
        Matcher names = NAMED.matcher(sql.text());
        while (names.find()) {
            values.add(sql.parameters().get(names.group(1)));
        }
        try (PreparedStatement statement =
                connection.prepareStatement(prefix + NAMED.matcher(sql.text()).replaceAll("?"))) {
            set(statement, values);
            List<T> rows = new ArrayList<>();
            ResultSet result = statement.executeQuery();
            while (result.next()) {
                rows.add(reader.read(result));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql.text(), e);
        }
    }

    private static void set(PreparedStatement statement, List<Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            statement.setObject(i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
        }
    }

    private static ReviewRow row(ResultSet result) throws SQLException {
        ReviewRow row = new ReviewRow();
        row.id = result.getObject("id", UUID.class);
        row.score = result.getInt("score");
        row.reacted = result.getInt("reacted");
        row.helpful = result.getDouble("helpful");
        row.submittedAt = result.getObject("submitted_at", OffsetDateTime.class).toInstant();
        return row;
    }

    @Override
    public void close() throws SQLException {
        simple.close();
        connection.close();
    }
}
