package dev.starfold.rating;

import dev.starfold.rating.problem.Problems;
import java.util.regex.Pattern;

/** What is reviewed, named {@code type:id}. Starfold owns no catalogue: every well-formed name is a subject. */
public final class Subject {

    public static final String PATTERN = "[a-z][a-z0-9-]{0,31}:[A-Za-z0-9._~-]{1,96}";

    private static final Pattern WELL_FORMED = Pattern.compile(PATTERN);

    private Subject() {}

    /** Whether the text names a subject. */
    public static boolean isWellFormed(String text) {
        return WELL_FORMED.matcher(text).matches();
    }

    /** Refuses a request whose subject is none. */
    public static void require(String text) {
        if (!isWellFormed(text)) {
            throw Problems.invalid("subject", "must be type:id, matching " + PATTERN);
        }
    }
}
