package dev.starfold.bench.growth;

import dev.starfold.local.Service;
import java.util.random.RandomGenerator;

/**
 * A query of the interface.
 *
 * @param name fit for a file
 * @param service that answers it
 * @param user whose token it needs; empty for none
 * @param path with arguments chosen at random
 */
record Query(String name, Service service, String user, Path path) {

    /** One request out of many of a kind. */
    interface Path {
        String of(Chosen chosen);
    }

    /** What a request may be about. */
    record Chosen(int reviews, RandomGenerator random) {

        String review() {
            return reviewOf(random.nextInt(reviews));
        }

        static String reviewOf(int number) {
            return Md5.uuid("review" + number);
        }

        String subject() {
            int i = random.nextInt(reviews);
            return "anime:" + (i / 400 * 20 + i % 20);
        }

        /** Numbers authors and rare words. */
        int twentieth() {
            return random.nextInt(reviews / 20);
        }

        /** Numbers readers. */
        int reader() {
            return random.nextInt(reviews / 10);
        }

        /** A day of the three years. */
        java.time.LocalDate day() {
            return java.time.LocalDate.of(2023, 1, 1).plusDays(random.nextInt(1_000));
        }
    }
}
