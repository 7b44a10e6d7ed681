package dev.starfold.local.importing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a reader found. */
final class Kept implements Sink {

    final List<String> lines = new ArrayList<>();
    final List<String> places = new ArrayList<>();
    final List<String> rejected = new ArrayList<>();

    static Kept jikan(String text, @Nullable String subject) throws IOException {
        Kept kept = new Kept();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Input input = Input.of(new ByteArrayInputStream(bytes), bytes.length);
        JikanReviews.read(input, input.head(), subject, kept);
        return kept;
    }

    @Override
    public void review(String place, byte[] json) {
        places.add(place);
        lines.add(new String(json, StandardCharsets.UTF_8));
    }

    @Override
    public void rejected(Rejected entry) {
        rejected.add(entry.toString());
    }

    @Override
    public void end() {}
}
