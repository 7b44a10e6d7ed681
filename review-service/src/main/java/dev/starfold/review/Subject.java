package dev.starfold.review;

import java.util.regex.Pattern;

/** What is reviewed: {@code type:id} of a catalogue that is not ours, such as {@code anime:53393}. */
public final class Subject {

    public static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}:[A-Za-z0-9._~-]{1,96}");

    public static final String RULE = "must be type:id, such as anime:53393";

    private Subject() {}
}
