package dev.starfold.rating.projection;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reviews of which the test says what matters; the rest is as any. */
public record Submitted(
        String subject, int score, String author, @Nullable String language, boolean preliminary, String at) {

    public static Submitted of(String subject, int score) {
        return new Submitted(subject, score, "author-" + UUID.randomUUID(), null, false, "2024-04-03T12:00:00Z");
    }

    public Submitted by(String author) {
        return new Submitted(subject, score, author, language, preliminary, at);
    }

    public Submitted in(String language) {
        return new Submitted(subject, score, author, language, preliminary, at);
    }

    public Submitted preliminarily() {
        return new Submitted(subject, score, author, language, true, at);
    }

    public Submitted at(String instant) {
        return new Submitted(subject, score, author, language, preliminary, instant);
    }

    public ReviewState state() {
        return state(UUID.randomUUID(), "public", 1);
    }

    public ReviewState state(UUID id, String status, int version) {
        return new ReviewState(
                id,
                subject,
                author,
                score,
                score >= 7 ? "recommended" : score >= 5 ? "mixed-feelings" : "not-recommended",
                preliminary,
                language,
                Instant.parse(at),
                status,
                version);
    }
}
