package dev.starfold.eventstore.operations;

import dev.starfold.eventstore.projection.Source;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Marbles that die at the calls of those numbers, before what they would do or behind it. */
record Mortal(Marbles marbles, AtomicInteger calls, List<Integer> deaths) implements ReadModel {

    static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Whether it is to stop, which it isn't. */
    boolean live() {
        if (deaths.contains(calls.incrementAndGet())) {
            throw new Death();
        }
        return false;
    }

    @Override
    public String name() {
        return marbles.name();
    }

    @Override
    public List<Source<?>> sources(Pool pool, @Nullable Short slot) {
        return List.of(mortal(marbles.source(pool, slot)));
    }

    private <S> Source<S> mortal(Source<S> source) {
        return new Source<>(source.topic(), source.decode(), source.apply(), states -> {
            live();
            return source.load().apply(states);
        });
    }

    @Override
    public List<String> tables() {
        return marbles.tables();
    }

    @Override
    public Future<Optional<String>> derive(Pool pool, short slot, @Nullable String after, int count) {
        live();
        return marbles.derive(pool, slot, after, count).map(next -> {
            live();
            return next;
        });
    }

    @Override
    public Future<Optional<String>> behind(SqlConnection connection, short slot, short live) {
        live();
        return marbles.behind(connection, slot, live);
    }

    @Override
    public Future<Long> size(Pool pool) {
        return marbles.size(pool);
    }

    @Override
    public Future<Slice> verify(Pool pool, @Nullable String after) {
        return marbles.verify(pool, after);
    }
}
