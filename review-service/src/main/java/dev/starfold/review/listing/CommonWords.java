package dev.starfold.review.listing;

import dev.starfold.review.search.SearchQuery;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The keys of words of which PostgreSQL's statistics tell how many reviews have them, as of a minute ago. Any other it may take
 * to be in one review of 200, and would look for it through all reviews in their order.
 */
@Singleton
class CommonWords {

    /** As arrays of integers: {@code anyarray} has no other way out. */
    static final String SELECT = """
            select cast(cast(most_common_elems as text) as int[]) from pg_stats
            where schemaname = current_schema() and tablename = 'review_search' and attname = 'keys'
            and most_common_elems is not null
            """;

    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private record Known(Set<Integer> keys, long atNanos) {

        boolean isRecent() {
            return System.nanoTime() - atNanos < KEPT_NANOS;
        }
    }

    private volatile @Nullable Known known;

    /** Whether every review that is found has a word that isn't common; so they are few. */
    static boolean findFew(SearchQuery search, Set<Integer> common) {
        return search.alternatives().stream()
                .noneMatch(alternative -> alternative.keys().allMatch(common::contains));
    }

    Uni<Set<Integer>> keys(StatelessSession session) {
        Known recent = known;
        if (recent != null && recent.isRecent()) {
            return Uni.createFrom().item(recent.keys);
        }
        return session.createNativeQuery(SELECT, Integer[].class)
                .getSingleResultOrNull()
                .map(keys -> keys == null ? Set.<Integer>of() : Set.of(keys))
                .invoke(keys -> known = new Known(keys, System.nanoTime()));
    }
}
