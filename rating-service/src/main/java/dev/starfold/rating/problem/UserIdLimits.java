package dev.starfold.rating.problem;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** A token is good only if its {@code sub} can be a user id. */
@Singleton
class UserIdLimits implements SecurityIdentityAugmentor {

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous()) {
            return Uni.createFrom().item(identity);
        }
        String user = identity.getPrincipal().getName();
        if (user == null || !WellFormed.userId(user)) {
            return Uni.createFrom().failure(new AuthenticationFailedException("sub is not a user id"));
        }
        return Uni.createFrom().item(identity);
    }
}
