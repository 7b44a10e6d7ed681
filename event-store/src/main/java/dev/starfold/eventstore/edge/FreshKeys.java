package dev.starfold.eventstore.edge;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Has the provider's keys fetched from time to time. Quarkus does so only when a token names a key that it doesn't know: a key
 * that the provider has withdrawn would be good here until a token of a newer one comes.
 */
@Singleton
public class FreshKeys {

    private static final Logger LOG = Logger.getLogger(FreshKeys.class);

    private final Vertx vertx;
    private final TenantIdentityProvider tokens;
    private final KnownTokens known;
    private final Duration every;

    FreshKeys(
            Vertx vertx,
            TenantIdentityProvider tokens,
            KnownTokens known,
            @ConfigProperty(name = "starfold.keys.refresh") Duration every) {
        this.vertx = vertx;
        this.tokens = tokens;
        this.known = known;
        this.every = every;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(every.toMillis(), _ -> refresh());
    }

    /** There is no call for it but this: to ask about a token of an unknown key. */
    private void refresh() {
        String token = base64("{\"alg\":\"RS256\",\"kid\":\"%s\"}".formatted(UUID.randomUUID())) + "." + base64("{}")
                + "." + base64("none");
        tokens.authenticate(new AccessTokenCredential(token)).subscribe().with(_ -> {}, refused -> {
            LOG.debug("the keys were asked for", refused);
            known.forget();
        });
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
