package dev.starfold.embedded;

import java.util.List;
import java.util.stream.Stream;

/** Options for every Java process that is started here, from the system property {@code starfold.java}: with spaces between them. */
public final class JavaOptions {

    private JavaOptions() {}

    /** None unless given. */
    public static List<String> given() {
        return Stream.of(System.getProperty("starfold.java", "").split(" "))
                .filter(option -> !option.isEmpty())
                .toList();
    }
}
