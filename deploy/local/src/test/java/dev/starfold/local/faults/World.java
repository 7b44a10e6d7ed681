package dev.starfold.local.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What the checker's users share: the subjects of a round, and which reviews there are to react to. */
final class World {

    private static final int SHARED = 6;

    private final String name;
    private final List<String> live = new ArrayList<>();
    private final Map<String, String> authors = new HashMap<>();

    /** @param name makes its subjects and users its own */
    World(String name) {
        this.name = name;
    }

    /** One that many review. */
    String shared(Random random) {
        return "anime:" + name + "-" + random.nextInt(SHARED);
    }

    /** One that the user alone reviews: what its rating must be is known. */
    String own(String user) {
        return "anime:" + name + "-of-" + user;
    }

    String user(int number) {
        return "user-" + number + "-" + name;
    }

    synchronized void submitted(String review, String author) {
        if (authors.put(review, author) == null) {
            live.add(review);
        }
    }

    synchronized void withdrawn(String review) {
        live.remove(review);
    }

    /** A review for the user to react to; {@code null} if the one that chance picks is their own. */
    synchronized @Nullable String review(String reader, Random random) {
        if (live.isEmpty()) {
            return null;
        }
        String review = live.get(random.nextInt(live.size()));
        return reader.equals(authors.get(review)) ? null : review;
    }
}
