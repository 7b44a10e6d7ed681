package dev.starfold.rating.chart;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reads places out of a ranking: as few blocks as a page can need, however many subjects the type has. */
@Singleton
class RankedReader {

    static final String NEWEST = "type = :type and superseded_at is null";
    static final String NAMED = "id = :ranking";

    /** In each block behind the first there is something to show, by its {@code most}. */
    static final String PLACES = """
            select ranking.id, ranking.ranked_at, listed.place, listed.subject
            from (select id, ranked_at from ranking where %s) ranking left join lateral (
                select cast(block * 100 + i as integer) as place, subject
                from (
                    select block, subjects, counts from ranking_block
                    where ranking = ranking.id and sort = :sort and block >= :block and most >= :minCount
                    order by block limit :blocks
                ) needed cross join lateral unnest(subjects, counts) with ordinality as item (subject, count, i)
                where count >= :minCount and block * 100 + i > :after
                order by 1 limit :limit
            ) listed on true
            order by listed.place
            """;

    private final Mutiny.SessionFactory sessions;

    RankedReader(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** The places of a page and, where there is one, the first of the next. Empty when the ranking isn't there. */
    Uni<List<Ranked>> read(ChartQuery query, @Nullable ChartCursor cursor) {
        int after = cursor == null ? 0 : cursor.place();
        int limit = query.limit() + 1;
        return sessions.withStatelessSession(session -> {
                    var places = session.createNativeQuery(
                            PLACES.formatted(cursor == null ? NEWEST : NAMED), Object[].class);
                    var _ = cursor == null
                            ? places.setParameter("type", query.type())
                            : places.setParameter("ranking", cursor.ranking());
                    return places.setParameter("sort", query.sort())
                            .setParameter("block", after / Ranking.BLOCK)
                            .setParameter("blocks", blocks(query, limit))
                            .setParameter("after", (long) after)
                            .setParameter("minCount", query.minCount())
                            .setParameter("limit", limit)
                            .getResultList();
                })
                .map(rows -> rows.stream().map(RankedReader::ranked).toList());
    }

    /** What is ranked has a review: up to a count of one, blocks are full of what is asked for. */
    private static int blocks(ChartQuery query, int limit) {
        return 1 + (query.minCount() <= 1 ? (limit + Ranking.BLOCK - 1) / Ranking.BLOCK : limit);
    }

    private static Ranked ranked(Object[] row) {
        long ranking = (Long) row[0];
        var rankedAt = ((OffsetDateTime) row[1]).toInstant();
        return row[3] == null
                ? new Ranked(ranking, rankedAt, 0, Optional.empty())
                : new Ranked(ranking, rankedAt, (Integer) row[2], Optional.of((String) row[3]));
    }
}
