package dev.starfold.eventstore.erasure;

import dev.starfold.eventstore.projection.Source;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * Erasures as a log to be consumed: each runs the service's part and is remembered by its id, so that it is carried out once.
 * One that was cut off is not remembered and comes again, since offsets are committed behind it.
 */
public final class UserErasures {

    private static final String KNOWN = "select from erasure where id = $1";

    private static final String REMEMBER = "insert into erasure (id, at) values ($1, $2) on conflict do nothing";

    private final Pool pool;
    private final Erasure part;

    /** @param part what this service has to erase */
    public UserErasures(Pool pool, Erasure part) {
        this.pool = pool;
        this.part = part;
    }

    /** For a {@link dev.starfold.eventstore.projection.LogConsumer} of the topic; not for rebuilds, which erase nobody. */
    public Source<UserErased> source() {
        return new Source<>(UserErased.TOPIC, UserErased::decode, this::apply);
    }

    private Future<Long> apply(List<UserErased> polled) {
        Future<Long> news = Future.succeededFuture(0L);
        for (UserErased erased : polled) {
            news = news.compose(before -> once(erased).map(now -> before + now));
        }
        return news;
    }

    private Future<Integer> once(UserErased erased) {
        UUID id = erased.erasureId();
        return pool.preparedQuery(KNOWN).execute(Tuple.of(id)).compose(known -> {
            if (known.size() > 0) {
                return Future.succeededFuture(0);
            }
            return part.erase(erased)
                    .compose(done -> pool.preparedQuery(REMEMBER)
                            .execute(Tuple.of(id, erased.at().atOffset(ZoneOffset.UTC))))
                    .map(remembered -> 1);
        });
    }
}
