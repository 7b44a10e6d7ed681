package dev.starfold.review.reactions;

import dev.starfold.review.Reactions;
import dev.starfold.review.store.ReactionRow;
import dev.starfold.review.store.Reads;
import dev.starfold.review.store.ReviewRow;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the reactions to reviews, each time with one query, so that what it says belongs to one moment. */
@Singleton
public class Summaries {

    private static final String SELECT = """
            select r, m from ReviewRow r
            left join ReactionRow m on m.reviewId = r.id and m.user = :user and m.active
            where r.id in :reviews
            """;

    /** By the number of times that are not after a reaction: 0 for one that is older than all. */
    private static final String BY_TIME = """
            select width_bucket(since, cast(cast(:times as text[]) as timestamptz[])) as times, kind, count(*) as given
            from live_reaction where review_id = :review and active
            group by 1, 2
            """;

    private final Reads reads;

    Summaries(Reads reads) {
        this.reads = reads;
    }

    private record Found(ReviewRow review, @Nullable ReactionRow mine) {

        Summary summary(@Nullable String user) {
            var plain = plain(review);
            return user == null ? plain : new Summary.Own(plain, mine == null ? null : mine.kind);
        }
    }

    /**
     * Of each of the reviews that there is.
     *
     * @param user who asks; {@code null} without a token
     */
    public Uni<Map<UUID, Summary>> of(Collection<UUID> reviews, @Nullable String user) {
        return reads.run(session -> session.createSelectionQuery(SELECT, Found.class)
                        .setParameter("user", user)
                        .setParameter("reviews", reviews)
                        .getResultList())
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.review.id, row -> row.summary(user))));
    }

    /**
     * The review's present reactions by the times they were given in: from each time to the next, those before the first
     * with the first, those after the last with the last. So they sum up to all; and a review that was never revised has
     * received at its one time all that are counted already.
     *
     * @param times in order, at least one
     */
    public Uni<List<Summary.Plain>> byTime(ReviewRow review, List<Instant> times) {
        if (times.size() == 1) {
            return Uni.createFrom().item(List.of(plain(review)));
        }
        return reads.run(session -> session.createNativeQuery(BY_TIME, Object[].class)
                        .setParameter(
                                "times", times.stream().map(Instant::toString).toArray(String[]::new))
                        .setParameter("review", review.id)
                        .getResultList())
                .map(rows -> {
                    List<Map<String, Integer>> counts = new ArrayList<>();
                    times.forEach(_ -> counts.add(new HashMap<>()));
                    for (Object[] row : rows) {
                        int time = Math.max(0, ((Number) row[0]).intValue() - 1);
                        counts.get(time).merge((String) row[1], ((Number) row[2]).intValue(), Integer::sum);
                    }
                    return counts.stream().map(Reactions::of).map(Summary::of).toList();
                });
    }

    private static Summary.Plain plain(ReviewRow review) {
        return Summary.of(new Reactions(List.of(review.reactions)));
    }
}
