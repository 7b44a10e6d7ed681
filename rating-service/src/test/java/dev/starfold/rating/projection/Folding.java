package dev.starfold.rating.projection;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** Folds states into the read model of the service under test, as its consumers do. */
@Singleton
public class Folding {

    private final Instance instance;

    Folding(ReviewProjection reviews, ReactionProjection reactions) {
        instance = new Instance(reviews, reactions);
    }

    public void fold(Versioned... states) {
        instance.apply(List.of(states))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public void fold(Submitted... reviews) {
        fold(Stream.of(reviews).map(Submitted::state).toArray(ReviewState[]::new));
    }
}
