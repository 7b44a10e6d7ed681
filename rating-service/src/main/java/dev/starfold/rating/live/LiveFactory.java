package dev.starfold.rating.live;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The settings of streams, as configured. */
class LiveFactory {

    @Produces
    @Singleton
    Live.Settings settings(
            @ConfigProperty(name = "starfold.live.max-subscribers") int most,
            @ConfigProperty(name = "starfold.live.ping") Duration ping) {
        return new Live.Settings(most, ping);
    }
}
