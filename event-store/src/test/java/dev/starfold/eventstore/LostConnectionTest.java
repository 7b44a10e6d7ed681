package dev.starfold.eventstore;

import static dev.starfold.eventstore.Instance.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.EmbeddedServers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LostConnectionTest {

    private final TestDatabase database = new TestDatabase();
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        get(vertx.close());
    }

    @Test
    void aStatementOnAConnectionThatIsLostAlreadyIsRecognised() {
        SqlConnection connection = get(PgConnection.connect(
                vertx,
                new PgConnectOptions()
                        .setHost("localhost")
                        .setPort(EmbeddedServers.postgres().port())
                        .setDatabase(database.name)
                        .setUser(EmbeddedServers.postgres().user())
                        .setPassword(EmbeddedServers.postgres().password())));
        Promise<Void> lost = Promise.promise();
        connection.closeHandler(ignored -> lost.complete());
        database.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database.name
                + "' and pid <> pg_backend_pid()");
        get(lost.future());
        assertThat(LostConnection.is(failureOf(connection))).isTrue();
    }

    @Test
    void anyOtherFailureIsNot() {
        assertThat(LostConnection.is(new IllegalStateException("Connection is not active")))
                .isFalse();
        assertThat(LostConnection.is(Future.failedFuture("something else").cause()))
                .isFalse();
    }

    private static Throwable failureOf(SqlConnection connection) {
        Future<?> answer = connection.query("select 1").execute();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(answer::isComplete);
        return answer.cause();
    }
}
