package dev.starfold.reaction.erasing;

import dev.starfold.eventstore.erasure.UserErased;
import dev.starfold.eventstore.erasure.UserErasures;
import dev.starfold.eventstore.projection.Source;
import dev.starfold.reaction.store.ReactionErasure;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;

/** Users who were erased, and what is done about each. */
@Singleton
public class Erasures {

    private final UserErasures users;

    Erasures(Pool pool) {
        users = new UserErasures(pool, new ReactionErasure(pool));
    }

    /** The log of them. */
    public Source<UserErased> source() {
        return users.source();
    }
}
