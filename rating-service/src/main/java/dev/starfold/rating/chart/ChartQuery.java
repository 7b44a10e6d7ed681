package dev.starfold.rating.chart;

import dev.starfold.rating.problem.Parameters;
import dev.starfold.rating.problem.Problems;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a chart shows.
 *
 * @param sort one of {@link #SORTS}
 * @param minCount leaves out subjects of which fewer reviews counted when they were ranked
 * @param limit how many items a page may have
 */
record ChartQuery(String type, String sort, long minCount, int limit) {

    static final List<String> SORTS = List.of("weighted", "mean", "count", "trending");

    static ChartQuery read(UriInfo uri) {
        Parameters.allow(uri, "type", "sort", "minCount", "limit", "cursor");
        return new ChartQuery(type(uri), sort(uri), minCount(uri), Parameters.limit(uri));
    }

    /** What a cursor is bound to; pages of one chart may differ in length. */
    String identity() {
        return "chart %s %s %d".formatted(type, sort, minCount);
    }

    /** Where the chart goes on. */
    String link(String cursor) {
        return "/ratings?type=%s&sort=%s&minCount=%d&limit=%d&cursor=%s".formatted(type, sort, minCount, limit, cursor);
    }

    private static String type(UriInfo uri) {
        var type = Parameters.single(uri, "type");
        if (type == null || !type.matches(Charts.TYPE)) {
            throw Problems.invalid("type", "must match " + Charts.TYPE);
        }
        return type;
    }

    private static String sort(UriInfo uri) {
        var sort = Parameters.single(uri, "sort");
        if (sort == null) {
            return SORTS.getFirst();
        }
        if (!SORTS.contains(sort)) {
            throw Problems.invalid("sort", "must be weighted, mean, count or trending");
        }
        return sort;
    }

    private static long minCount(UriInfo uri) {
        var text = Parameters.single(uri, "minCount");
        if (text == null) {
            return 0;
        }
        if (!text.matches("0|[1-9][0-9]{0,8}")) {
            throw Problems.invalid("minCount", "must be a whole number from 0 to 999999999");
        }
        return Long.parseLong(text);
    }

    /** Where the page begins; {@code null}: at the top of the newest ranking. */
    @Nullable ChartCursor cursor(UriInfo uri, String key) {
        var text = Parameters.single(uri, "cursor");
        var cursor = text == null ? null : ChartCursor.decode(key, identity(), text);
        if (text != null && cursor == null) {
            throw Problems.invalid("cursor", "is not a cursor of this chart");
        }
        return cursor;
    }
}
