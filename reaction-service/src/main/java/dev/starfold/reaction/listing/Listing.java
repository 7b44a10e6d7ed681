package dev.starfold.reaction.listing;

import dev.starfold.reaction.ReactionKind;
import dev.starfold.reaction.listing.Paging.Place;
import dev.starfold.reaction.reviews.ReviewRow;
import dev.starfold.reaction.store.ReactionRow;
import dev.starfold.reaction.store.Reads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** Reactions that stand, newest first, by keyset: what is given or taken back meanwhile moves nothing else. */
@Singleton
class Listing {

    private static final String BY_REVIEW = "from ReactionRow r where r.active and r.reviewId = :review";

    private static final String BY_USER = """
            select r, k from ReactionRow r join ReviewRow k on k.reviewId = r.reviewId
            where r.active and r.user = :user
            """;

    private static final String BEHIND = " and (r.reactedAt, r.id) < (:at, :id)";

    private static final String NEWEST_FIRST = " order by r.reactedAt desc, r.id desc";

    private final Reads reads;

    Listing(Reads reads) {
        this.reads = reads;
    }

    /** A reaction and the review it is to. */
    record Given(ReactionRow reaction, ReviewRow review) {}

    Uni<List<ReactionRow>> byReview(UUID review, @Nullable ReactionKind kind, Place place) {
        Map<String, Object> parameters = new TreeMap<>(Map.of("review", review));
        String ofKind = "";
        if (kind != null) {
            ofKind = " and r.kind = :kind";
            parameters.put("kind", kind.slug());
        }
        return page(BY_REVIEW + ofKind, parameters, place, ReactionRow.class);
    }

    Uni<List<Given>> byUser(String user, Place place) {
        return page(BY_USER, new TreeMap<>(Map.of("user", user)), place, Given.class);
    }

    private <T> Uni<List<T>> page(String which, Map<String, Object> parameters, Place place, Class<T> type) {
        Cursor after = place.after();
        String behind = "";
        if (after != null) {
            behind = BEHIND;
            parameters.put("at", after.at());
            parameters.put("id", after.id());
        }
        String hql = which + behind + NEWEST_FIRST;
        return reads.run(session -> {
            SelectionQuery<T> selection = session.createSelectionQuery(hql, type);
            parameters.forEach(selection::setParameter);
            return selection.setMaxResults(place.rows()).getResultList();
        });
    }
}
