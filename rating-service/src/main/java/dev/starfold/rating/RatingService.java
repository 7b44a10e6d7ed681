package dev.starfold.rating;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service. */
@QuarkusMain
public final class RatingService {

    private RatingService() {}

    public static void main(String... args) {
        // Or a target with bad percent-encoding gets an empty 400 before anything here could make a problem of it.
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run(args);
    }
}
