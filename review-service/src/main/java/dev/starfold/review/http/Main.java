package dev.starfold.review.http;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service. */
@QuarkusMain
public final class Main {

    Main() {}

    public static void main(String... arguments) {
        // Quarkus would answer a malformed address itself, with nothing but 400; the Gate answers it with a problem.
        // Quarkus
        // knows no setting for it: it reads this property, once, before any of the application's code runs.
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run(arguments);
    }
}
