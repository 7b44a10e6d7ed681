package dev.starfold.rating.after;

import dev.starfold.rating.problem.Parameters;
import dev.starfold.rating.problem.Problems;
import dev.starfold.rating.problem.WellFormed;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A version of a review, written {@code {reviewId}@{version}}. */
public record ReviewVersion(UUID review, int version) {

    private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f-]{36})@([1-9][0-9]{0,8})");

    /** What the call is to wait for, or {@code null} without {@code after}. */
    public static @Nullable ReviewVersion read(UriInfo uri) {
        var text = Parameters.single(uri, "after");
        if (text == null) {
            return null;
        }
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw malformed();
        }
        try {
            return new ReviewVersion(WellFormed.id(form.group(1)), Integer.parseInt(form.group(2)));
        } catch (HttpProblem e) {
            throw malformed();
        }
    }

    private static HttpProblem malformed() {
        return Problems.invalid("after", "must be {reviewId}@{version}");
    }
}
