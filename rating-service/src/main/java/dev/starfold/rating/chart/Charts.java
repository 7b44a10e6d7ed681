package dev.starfold.rating.chart;

import dev.starfold.rating.Rating;
import dev.starfold.rating.RatingReader;
import dev.starfold.rating.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Pages of charts: the places from one ranking, the figures as they are now. */
@Singleton
public class Charts {

    /** What a type's name looks like. */
    public static final String TYPE = "[a-z][a-z0-9-]{0,31}";

    private final RankedReader ranked;
    private final RatingReader ratings;
    private final String cursorKey;

    Charts(RankedReader ranked, RatingReader ratings, @ConfigProperty(name = "starfold.cursor-key") String cursorKey) {
        this.ranked = ranked;
        this.ratings = ratings;
        this.cursorKey = cursorKey;
    }

    /** The page that the query parameters name; a bad one, or a cursor whose ranking is gone, is refused. */
    public Uni<RestResponse<Object>> page(UriInfo uri) {
        var query = ChartQuery.read(uri);
        var cursor = query.cursor(uri, cursorKey);
        return ranked.read(query, cursor)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(() -> nothing(cursor))
                        : ratings.read(found.stream()
                                        .flatMap(it -> it.subject().stream())
                                        .limit(query.limit())
                                        .toList())
                                .map(rated -> answer(query, found, rated)));
    }

    private static RestResponse<Object> nothing(@Nullable ChartCursor cursor) {
        if (cursor != null) {
            throw Problems.invalid("cursor", "has expired");
        }
        return RestResponse.ok(new Chart(List.of(), null, null));
    }

    private RestResponse<Object> answer(ChartQuery query, List<Ranked> found, List<Rating> rated) {
        var rankedAt = found.getFirst().rankedAt();
        var items = IntStream.range(0, rated.size())
                .mapToObj(i -> rated.get(i).ranked((long) found.get(i).place(), rankedAt))
                .toList();
        if (found.size() <= query.limit()) {
            return RestResponse.ok(new Chart(items, null, rankedAt));
        }
        var last = found.get(query.limit() - 1);
        var next = new ChartCursor(last.ranking(), last.place()).encode(cursorKey, query.identity());
        return ResponseBuilder.<Object>ok(new Chart(items, next, rankedAt))
                .header("Link", "<%s>; rel=\"next\"".formatted(query.link(next)))
                .build();
    }
}
