package dev.starfold.embedded.fuzz;

import java.util.List;

/** Paths that are spelt oddly, and methods that the path has not. */
final class AddressShots {

    private static final List<String> METHODS = List.of(
            "TRACE",
            "PROPFIND",
            "PATCH",
            "HEAD",
            "OPTIONS",
            "DELETE",
            "PUT",
            "POST",
            "GET",
            "get",
            "LOCK",
            "QUERY",
            "M-SEARCH",
            "X".repeat(300),
            "PURGE",
            "REPORT");

    private AddressShots() {}

    static Shot any(Draft draft, Dice dice) {
        Request request = draft.request();
        if (dice.oneIn(2)) {
            String method = dice.any(METHODS);
            return Shot.of(
                    draft.operation(),
                    method.equals(draft.operation().method()) ? Layer.CALL : Layer.ADDRESS,
                    "method " + method,
                    request.withMethod(method));
        }
        String target = request.target();
        int end = target.contains("?") ? target.indexOf('?') : target.length();
        String path = target.substring(0, end);
        String query = target.substring(end);
        int slash = path.lastIndexOf('/');
        String odd =
                switch (dice.below(16)) {
                    case 0 -> path + "/" + query;
                    case 1 -> path + "//" + query;
                    case 2 -> "/" + path + query;
                    case 3 -> path + ";a=b" + query;
                    case 4 -> path.substring(0, slash) + ";a=b" + path.substring(slash) + query;
                    case 5 -> path.substring(0, slash) + "/../" + path.substring(slash + 1) + query;
                    case 6 -> path.substring(0, slash) + "/%2e%2e/" + path.substring(slash + 1) + query;
                    case 7 -> path.substring(0, slash) + "/." + path.substring(slash) + query;
                    case 8 -> path.substring(0, slash) + "%2F" + path.substring(slash + 1) + query;
                    case 9 -> path.toUpperCase(java.util.Locale.ROOT) + query;
                    case 10 -> path + "/" + "a".repeat(3_000) + query;
                    case 11 -> path + "?" + query.replace('?', '&') + "&&&==&";
                    case 12 -> path + "#fragment" + query;
                    case 13 -> path + "%00" + query;
                    case 14 -> path + "/..".repeat(30) + query;
                    default -> "/a/../.." + path + query;
                };
        return Shot.of(draft.operation(), Layer.ADDRESS, "path", request.withTarget(odd));
    }
}
