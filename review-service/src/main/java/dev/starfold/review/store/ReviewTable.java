package dev.starfold.review.store;

import dev.starfold.review.Content;
import dev.starfold.review.Progress;
import dev.starfold.review.Review;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes the {@code review} table. What is there already is written in the order of ids: whoever else locks its rows does so in
 * that order too, and so they never wait for each other crosswise. The columns of {@link ReactionColumns} stay as they are.
 */
final class ReviewTable {

    private static final String INTO = """
            insert into review (id, stream_id, subject, author, score, recommendation, spoiler, preliminary,
                progress_consumed, progress_total, language, has_body, text_erased, status, version, content_version,
                submitted_at, revised_at, source%s)
            """;

    private static final String GIVEN = """
            unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::text[], $7::boolean[],
                $8::boolean[], $9::int[], $10::int[], $11::text[], $12::boolean[], $13::boolean[], $14::text[], $15::int[],
                $16::int[], $17::timestamptz[], $18::timestamptz[], $19::text[]) as state(id)
            """;

    /** Nothing to meet: so nothing is looked for first, in any of the indexes. */
    private static final String INSERT = INTO.formatted(", " + ReactionColumns.NAMES)
            + "select state.*, given.* from " + GIVEN
            + " cross join lateral (%s) given".formatted(ReactionColumns.ofNew("state.id"));

    private static final String UPSERT = INTO.formatted("") + "select * from " + GIVEN + """
            order by state.id
            on conflict (id) do update set
                author = excluded.author, source = excluded.source, score = excluded.score, recommendation = excluded.recommendation, spoiler = excluded.spoiler,
                preliminary = excluded.preliminary, progress_consumed = excluded.progress_consumed,
                progress_total = excluded.progress_total, language = excluded.language, has_body = excluded.has_body,
                text_erased = excluded.text_erased, status = excluded.status, version = excluded.version, content_version = excluded.content_version,
                revised_at = excluded.revised_at
            """;

    private ReviewTable() {}

    record Row(UUID stream, Review review) {
        Content content() {
            return review.content();
        }

        @Nullable Progress progress() {
            return review.content().progress();
        }
    }

    /** Of reviews that have no row yet. */
    static Future<?> insert(SqlConnection connection, List<Row> rows) {
        return connection.preparedQuery(INSERT).execute(columns(rows));
    }

    static Future<?> upsert(SqlConnection connection, List<Row> rows) {
        return connection.preparedQuery(UPSERT).execute(columns(rows));
    }

    private static Tuple columns(List<Row> rows) {
        Tuple columns = Tuple.tuple();
        add(columns, rows, UUID[]::new, row -> row.review.id());
        add(columns, rows, UUID[]::new, Row::stream);
        add(columns, rows, String[]::new, row -> row.review.subject());
        add(columns, rows, String[]::new, row -> row.review.author());
        add(columns, rows, Integer[]::new, row -> row.content().score());
        add(columns, rows, String[]::new, row -> row.content().recommendation().slug());
        add(columns, rows, Boolean[]::new, row -> row.content().spoiler());
        add(columns, rows, Boolean[]::new, row -> row.content().preliminary());
        add(columns, rows, Integer[]::new, row -> consumed(row.progress()));
        add(columns, rows, Integer[]::new, row -> total(row.progress()));
        add(columns, rows, String[]::new, row -> row.content().language());
        add(columns, rows, Boolean[]::new, row -> row.content().hasBody());
        add(columns, rows, Boolean[]::new, row -> row.review.textErased());
        add(columns, rows, String[]::new, row -> row.review.status().slug());
        add(columns, rows, Integer[]::new, row -> row.review.version());
        add(columns, rows, Integer[]::new, row -> row.review.contentVersion());
        add(columns, rows, OffsetDateTime[]::new, row -> utc(row.review.submittedAt()));
        add(columns, rows, OffsetDateTime[]::new, row -> utc(row.review.revisedAt()));
        add(columns, rows, String[]::new, row -> row.review.source());
        return columns;
    }

    private static <T> void add(
            Tuple columns, List<Row> rows, IntFunction<T[]> array, Function<Row, @Nullable T> value) {
        columns.addValue(rows.stream().map(value).toArray(array));
    }

    private static @Nullable Integer consumed(@Nullable Progress progress) {
        return progress == null ? null : progress.consumed();
    }

    private static @Nullable Integer total(@Nullable Progress progress) {
        return progress == null ? null : progress.total();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
