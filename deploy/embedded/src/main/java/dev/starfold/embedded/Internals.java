package dev.starfold.embedded;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Recognises what only the inside of a service says: names of classes, SQL, traces of a stack, names of databases. */
public final class Internals {

    private static final Pattern INSIDE = Pattern.compile(
            "\\w+(Exception|Error)\\b|\\b(dev\\.starfold|io\\.(quarkus|vertx|smallrye|netty)|org\\.[a-z]+|com\\.[a-z]+|java|jakarta)"
                    + "(\\.[a-z]\\w*)*\\.[A-Z]\\w+|\\bat [\\w.$]+\\([\\w.:]+\\)|\\bselect .* from \\b|\\binsert into \\b|\\bupdate \\w+ set \\b"
                    + "|\\b(relation|constraint|column) \"|SQLSTATE|PostgreSQL server|Hibernate|localhost:\\d{2,5}");

    private Internals() {}

    /** What of the text is none of a client's business. */
    public static List<String> in(String text) {
        return INSIDE.matcher(text).results().map(MatchResult::group).toList();
    }
}
