package dev.starfold.rating;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.LongStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What readers said to the counted reviews of a subject: how many active reactions there are of each kind. */
@Schema(description = "Readers' active reactions to the reviews that count")
public record Reactions(
        @Schema(description = "All of them", examples = "4") long overall,

        Kinds kinds,

        @Schema(
                description = "The kind with the most, the catalogue's order breaking ties; null without reactions",
                nullable = true,
                enumeration = {"nice", "love-it", "funny", "confusing", "informative", "well-written", "creative"},
                examples = "well-written")
        @Nullable String top) {

    /** The kinds in the order of the catalogue, in which the projection counts them too. */
    public static final List<String> CATALOGUE =
            List.of("nice", "love-it", "funny", "confusing", "informative", "well-written", "creative");

    /** How many there are of each kind, in the order of the catalogue. */
    @Schema(name = "ReactionKinds", description = "How many reactions there are of each kind")
    public record Kinds(
            @JsonProperty("nice") @Schema(examples = "1") long nice,
            @JsonProperty("love-it") @Schema(examples = "0") long loveIt,
            @JsonProperty("funny") @Schema(examples = "0") long funny,

            @JsonProperty("confusing") @Schema(examples = "0")
            long confusing,

            @JsonProperty("informative") @Schema(examples = "1")
            long informative,

            @JsonProperty("well-written") @Schema(examples = "2")
            long wellWritten,

            @JsonProperty("creative") @Schema(examples = "0")
            long creative) {}

    /** From how many there are of each kind, in the order of the catalogue. */
    public static Reactions of(long[] counts) {
        var kinds = new Kinds(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6]);
        return new Reactions(LongStream.of(counts).sum(), kinds, top(counts));
    }

    private static @Nullable String top(long[] counts) {
        int top = 0;
        for (int i = 1; i < counts.length; i++) {
            top = counts[i] > counts[top] ? i : top;
        }
        return counts[top] == 0 ? null : CATALOGUE.get(top);
    }
}
