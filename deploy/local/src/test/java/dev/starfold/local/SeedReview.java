package dev.starfold.local;

/** A long review as people write them: Markdown with emphasis and long dashes. */
final class SeedReview {

    private static final String OPENING = """
            I wanted to like this — *truly* — and for the better part of two episodes I did. The town in the rain, the empty \
            station, the radio that plays to nobody: **that** was a promise. Thirteen episodes later I am still waiting for \
            someone to keep it.

            ## What it sets out to do

            It sets out to be a story about people who forget — and about the one person who writes everything down. \
            That is a fine idea. But an idea is not a plot, and a plot is *not* a sequence of scenes in which somebody \
            almost says something — and then doesn't.

            """;

    private static final String COMPLAINT = """
            ### Episode %d

            Again the camera rests on a window. Again there is **a secret** — again it is the same one. The dialogue \
            explains what the picture has just shown, and the picture shows what the dialogue has just explained; one of \
            the two could have stayed at home. There *are* two good minutes in the middle, when nobody speaks and the \
            music stops — they made me wish that the rest had been as brave. Then the lesson is delivered, twice, to make sure.

            """;

    private static final String CLOSING = """
            ## What remains

            Who is it for? For people who like a mood — and *only* a mood. The backgrounds are lovely, the opening song is \
            better than the series that it opens, and the voice of the station master deserves a prize. I finished it \
            because I wanted to be wrong. I was not — **and I would rather have been.**

            **In short** — a beautiful box, carefully wrapped, *empty*. If rain and railway stations are enough for you, \
            add two points; if you need to know why anyone does anything, take one away — and look elsewhere.
            """;

    private SeedReview() {}

    /** Some 7,000 characters. */
    static String body() {
        StringBuilder body = new StringBuilder(OPENING);
        for (int episode = 1; episode <= 13; episode++) {
            body.append(COMPLAINT.formatted(episode));
        }
        return body.append(CLOSING).toString();
    }
}
