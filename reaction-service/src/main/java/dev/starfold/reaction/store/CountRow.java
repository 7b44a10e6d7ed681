package dev.starfold.reaction.store;

import static java.util.stream.Collectors.toMap;

import dev.starfold.reaction.ReactionKind;
import dev.starfold.reaction.Tally;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of the {@code reaction_count} table. Only {@link ReactionProjection} writes it. */
@Entity
@Immutable
@Table(name = "reaction_count")
public class CountRow {

    @Id
    @Column(name = "review_id")
    public UUID reviewId;

    public int nice;

    @Column(name = "love_it")
    public int loveIt;

    public int funny;
    public int confusing;
    public int informative;

    @Column(name = "well_written")
    public int wellWritten;

    public int creative;

    public Tally tally() {
        return new Tally(Arrays.stream(ReactionKind.values()).collect(toMap(kind -> kind, this::count)));
    }

    private int count(ReactionKind kind) {
        return switch (kind) {
            case NICE -> nice;
            case LOVE_IT -> loveIt;
            case FUNNY -> funny;
            case CONFUSING -> confusing;
            case INFORMATIVE -> informative;
            case WELL_WRITTEN -> wellWritten;
            case CREATIVE -> creative;
        };
    }
}
