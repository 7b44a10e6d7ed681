package dev.starfold.eventstore.edge;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Remembers tokens that were verified, until they expire or the provider's keys are fetched anew: verifying one takes more time
 * than all else that a request needs. A token that isn't known is left to OIDC.
 */
@Singleton
public class KnownTokens implements HttpAuthenticationMechanism {

    // Before OIDC.
    private static final int PRIORITY = HttpAuthenticationMechanism.DEFAULT_PRIORITY + 100;
    // Behind authentication and authorization (200, 100): the identity is complete.
    private static final int VERIFIED = 80;
    private static final int MOST = 16_384;
    private static final String BEARER = "Bearer ";
    private static final String MAP = KnownTokens.class.getName();

    /** Without the header OIDC would come to the same, after a look at its tenants. */
    private static final Uni<SecurityIdentity> ANONYMOUS = Uni.createFrom()
            .item(QuarkusSecurityIdentity.builder()
                    .setPrincipal(new QuarkusPrincipal(""))
                    .setAnonymous(true)
                    .build());

    private volatile Map<String, Known> known = new ConcurrentHashMap<>();

    /** Nothing of the request in which it was verified, which would be kept with it. */
    private record Known(Uni<SecurityIdentity> identity, long expires) {}

    void install(@Observes Filters filters) {
        filters.register(this::remember, VERIFIED);
    }

    /** All tokens are verified anew. */
    void forget() {
        known = new ConcurrentHashMap<>();
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
        String header = context.request().getHeader("Authorization");
        if (header == null) {
            return ANONYMOUS;
        }
        if (!header.startsWith(BEARER)) {
            return Uni.createFrom().nullItem();
        }
        Map<String, Known> current = known;
        Known found = current.get(header.substring(BEARER.length()));
        if (found != null && Instant.now().getEpochSecond() < found.expires) {
            return found.identity;
        }
        // What is verified by keys that are forgotten meanwhile is remembered where nobody looks any more.
        context.put(MAP, current);
        return Uni.createFrom().nullItem();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public int getPriority() {
        return PRIORITY;
    }

    private void remember(RoutingContext context) {
        Map<String, Known> current = context.remove(MAP);
        if (current != null
                && context.user() instanceof QuarkusHttpUser user
                && user.getSecurityIdentity().getPrincipal() instanceof JsonWebToken token) {
            if (current.size() >= MOST) {
                current.clear();
            }
            SecurityIdentity verified = user.getSecurityIdentity();
            SecurityIdentity kept = QuarkusSecurityIdentity.builder()
                    .setPrincipal(new QuarkusPrincipal(token.getName()))
                    .addRoles(verified.getRoles())
                    .build();
            String text = verified.getCredential(AccessTokenCredential.class).getToken();
            current.put(text, new Known(Uni.createFrom().item(kept), token.getExpirationTime()));
        }
        context.next();
    }
}
