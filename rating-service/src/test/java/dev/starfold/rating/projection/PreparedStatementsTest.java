package dev.starfold.rating.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.rating.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Statements of the projection have thousands of characters; PostgreSQL shall parse and plan each once for a connection. */
@QuarkusTest
@OnRealServers
class PreparedStatementsTest {

    /** As PostgreSQL tells of the connection's own. */
    private static final String PREPARED =
            "select count(*) from pg_prepared_statements where statement like $1 and name <> ''";

    @Inject
    Pool pool;

    @Test
    void aLongStatementIsPreparedOnceForAConnection() throws Exception {
        var statement = "select /* long %s */ $1::int".formatted("-".repeat(20_000));
        var prepared = pool.withConnection(connection -> {
            Future<?> first = connection.preparedQuery(statement).execute(Tuple.of(1));
            Future<?> second = connection.preparedQuery(statement).execute(Tuple.of(2));
            return Future.join(first, second)
                    .compose(_ -> connection.preparedQuery(PREPARED).execute(Tuple.of("select /* long %")))
                    .map(rows -> rows.iterator().next().getLong(0));
        });
        assertThat(prepared.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS))
                .isEqualTo(1);
    }
}
