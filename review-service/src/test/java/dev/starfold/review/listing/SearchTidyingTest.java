package dev.starfold.review.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.EmbeddedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** New documents wait beside the search index until it takes them in. */
class SearchTidyingTest {

    private static final String DATABASE = "search_tidying";
    private static final String TIDY = "select search_tidied()";
    private static final Pattern PAGES = Pattern.compile("Buffers: shared hit=(\\d+)(?: read=(\\d+))?");

    /** Each of some 100 words of ten thousand; {@code n * 0} has them drawn anew for each. */
    private static final String WRITE = """
            insert into review_search (review_id, words, keys)
            select gen_random_uuid(), 'some', array(select distinct (random() * 10000 + n * 0)::int from generate_series(1, 100))
            from generate_series(1, %d) n
            """;

    private static ListingDatabase database;

    @BeforeAll
    static void create() throws SQLException {
        database = new ListingDatabase(DATABASE);
        database.run("alter table review_search set (autovacuum_enabled = off)");
    }

    @AfterAll
    static void close() throws SQLException {
        database.close();
    }

    @Test
    void whatWaitsIsTakenInAndNothingElseIsLeft() throws SQLException {
        try (Connection service = connection();
                Statement statement = service.createStatement()) {
            statement.execute("truncate review_search");
            statement.execute(WRITE.formatted(2_000));
            assertThat(pagesOfASearch(statement)).isGreaterThan(400);
            statement.execute(TIDY);
            assertThat(pagesOfASearch(statement)).isLessThan(200);
            ResultSet count = statement.executeQuery("select count(*) from review_search");
            count.next();
            assertThat(count.getInt(1)).isEqualTo(2_000);
        }
    }

    @Test
    void itEndsThoughReviewsAreBeingWritten() throws Exception {
        try (Connection service = connection();
                Connection other = connection();
                Statement statement = service.createStatement();
                Statement writing = other.createStatement()) {
            statement.execute(WRITE.formatted(1_000));
            CompletableFuture<Void> tidied = CompletableFuture.runAsync(() -> execute(statement, TIDY));
            int written = 0;
            while (!tidied.isDone() && written < 20_000) {
                writing.execute(WRITE.formatted(50));
                written += 50;
            }
            assertThat(tidied).as("tidied while %d were written", written).isCompleted();
        }
    }

    /** As the service's connections are. */
    private static Connection connection() throws SQLException {
        var server = EmbeddedServers.postgres();
        return DriverManager.getConnection(
                server.jdbcUrl(DATABASE) + "?options=-c%20gin_pending_list_limit=65536",
                server.user(),
                server.password());
    }

    private static void execute(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int pagesOfASearch(Statement statement) throws SQLException {
        statement.execute("set enable_seqscan = off");
        ResultSet plan = statement.executeQuery(
                "explain (analyze, buffers) select from review_search where keys @> array[4711, 4712, 4713]");
        plan.next();
        while (plan.next()) {
            Matcher pages = PAGES.matcher(plan.getString(1));
            if (pages.find()) {
                return Integer.parseInt(pages.group(1))
                        + (pages.group(2) == null ? 0 : Integer.parseInt(pages.group(2)));
            }
        }
        throw new AssertionError("no pages told");
    }
}
