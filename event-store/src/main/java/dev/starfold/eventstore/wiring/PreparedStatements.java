package dev.starfold.eventstore.wiring;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Has connections keep long statements too, those of the projections among them. By the client's own limit of 2,048 characters
 * these were parsed and planned again for every poll, and what was to follow them waited one more round trip, with the
 * subjects' locks held.
 */
@Singleton
final class PreparedStatements implements PgPoolCreator {

    private static final int LONGEST = 65_536;

    @Override
    public Pool create(Input input) {
        var options = input.pgConnectOptionsList();
        options.forEach(each -> each.setPreparedStatementCacheSqlLimit(LONGEST));
        return PgBuilder.pool()
                .using(input.vertx())
                .with(input.poolOptions())
                .connectingTo(List.copyOf(options))
                .build();
    }
}
