package dev.starfold.review.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.review.Wilson;
import dev.starfold.review.paging.Cursor;
import dev.starfold.review.store.ReviewRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever happens to others between two pages, a review that keeps its place in the order comes exactly once. */
class PagesProperties {

    private static final Instant START = Instant.parse("2026-04-03T09:30:00.123456Z");

    private static ListingDatabase database;

    @BeforeContainer
    static void start() throws SQLException {
        database = new ListingDatabase("listing_properties");
    }

    @AfterContainer
    static void stop() throws SQLException {
        database.close();
    }

    /** A review to be; times are few, so that many are equal. */
    record Given(int score, int micros, int positive, int confusing) {
        double helpful() {
            return Wilson.lowerBound(positive, positive + confusing);
        }
    }

    /** Between two pages: a new one, or an old one (by number) withdrawn, revised or reacted to. */
    record Change(Kind kind, int which, Given given) {}

    enum Kind {
        SUBMIT,
        WITHDRAW,
        REVISE,
        REACT
    }

    @Property(tries = 300)
    void eachStableReviewComesExactlyOnceAndInOrder(
            @ForAll Sort sort,
            @ForAll boolean byAuthor,
            @ForAll("given") @Size(max = 30) List<Given> reviews,
            @ForAll("changes") List<List<Change>> changes,
            @ForAll @IntRange(min = 1, max = 7) int limit) {
        String subject = "book:" + UUID.randomUUID();
        List<UUID> ids = new ArrayList<>();
        Map<UUID, Given> stable = new HashMap<>();
        for (Given given : reviews) {
            UUID id = insert(subject, given);
            ids.add(id);
            stable.put(id, given);
        }
        Filter filter = new Filter();
        Query query = (byAuthor ? filter.author(subject) : filter.subject(subject)).sort(sort);
        List<UUID> seen = new ArrayList<>();
        Cursor after = null;
        for (int page = 0; page == 0 || after != null; page++) {
            List<ReviewRow> found = database.page(query, after, limit + 1);
            found.stream().limit(limit).forEach(row -> seen.add(row.id));
            after = found.size() <= limit ? null : handedOut(sort.cursor(found.get(limit - 1)), query);
            if (page < changes.size()) {
                for (Change change : changes.get(page)) {
                    apply(change, subject, ids, stable);
                }
            }
        }
        Comparator<UUID> byId = Comparator.comparing(UUID::toString);
        List<UUID> expected = stable.keySet().stream()
                .sorted(order(sort, stable).thenComparing(sort == Sort.OLDEST ? byId : byId.reversed()))
                .toList();
        assertThat(seen.stream().filter(stable::containsKey).toList()).isEqualTo(expected);
    }

    private static Cursor handedOut(Cursor cursor, Query query) {
        return Cursor.decode("secret", query.toString(), cursor.encode("secret", query.toString()));
    }

    private static Comparator<UUID> order(Sort sort, Map<UUID, Given> stable) {
        Comparator<Given> newest = Comparator.comparing(given -> -given.micros);
        Comparator<Given> order =
                switch (sort) {
                    case NEWEST -> newest;
                    case OLDEST -> newest.reversed();
                    case HIGHEST ->
                        Comparator.<Given, Integer>comparing(given -> -given.score)
                                .thenComparing(newest);
                    case LOWEST ->
                        Comparator.<Given, Integer>comparing(given -> given.score)
                                .thenComparing(newest);
                    case MOST_REACTED ->
                        Comparator.<Given, Integer>comparing(given -> -given.positive - given.confusing)
                                .thenComparing(newest);
                    case HELPFUL ->
                        Comparator.<Given, Double>comparing(given -> -given.helpful())
                                .thenComparing(newest);
                };
        return Comparator.comparing(stable::get, order);
    }

    private static void apply(Change change, String subject, List<UUID> ids, Map<UUID, Given> stable) {
        if (change.kind == Kind.SUBMIT || ids.isEmpty()) {
            insert(subject, change.given);
            return;
        }
        UUID id = ids.get(change.which % ids.size());
        // At least three reviews in four are left alone.
        if (change.which % 4 != 0) {
            return;
        }
        stable.remove(id);
        switch (change.kind) {
            case WITHDRAW -> database.run("update review set status = 'withdrawn' where id = ?", id);
            case REVISE -> database.run("update review set score = ? where id = ?", change.given.score, id);
            case REACT, SUBMIT -> react(id, change.given);
        }
    }

    private static UUID insert(String subject, Given given) {
        UUID id = UUID.randomUUID();
        database.run("""
                insert into review (id, stream_id, subject, author, score, recommendation, spoiler, preliminary, has_body, text_erased,
                    status, version, content_version, submitted_at)
                values (?, ?, ?, ?, ?, 'recommended', false, false, false, false, 'public', 1, 1, ?)
                """, id, id, subject, subject, given.score, START.plusNanos(given.micros * 1_000L));
        react(id, given);
        return id;
    }

    private static void react(UUID id, Given given) {
        database.run(
                "update review set reacted = ?, helpful = ? where id = ?",
                given.positive + given.confusing,
                given.helpful(),
                id);
    }

    @Provide
    Arbitrary<List<Given>> given() {
        return review().list();
    }

    @Provide
    Arbitrary<List<List<Change>>> changes() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class), Arbitraries.integers().between(0, 100), review())
                .as(Change::new)
                .list()
                .ofMaxSize(4)
                .list()
                .ofMaxSize(10);
    }

    private static Arbitrary<Given> review() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 10),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(0, 0, 0, 1, 2, 90),
                        Arbitraries.of(0, 0, 1, 10))
                .as(Given::new);
    }
}
