package dev.starfold.review.privacy;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

/** Cuts work off at its n-th step: before it, or when it is done and before anybody learns of it. From then on nothing goes. */
final class Crashes {

    private final boolean afterwards;
    private int left;

    Crashes(int steps, boolean afterwards) {
        this.left = steps;
        this.afterwards = afterwards;
    }

    /** The pool, as far as it goes. */
    Pool pool(Pool pool) {
        return (Pool) Proxy.newProxyInstance(
                Pool.class.getClassLoader(), new Class<?>[] {Pool.class}, (p, method, arguments) -> {
                    Supplier<Object> call = () -> {
                        try {
                            return method.invoke(pool, arguments);
                        } catch (InvocationTargetException | IllegalAccessException e) {
                            throw new IllegalStateException(e.getCause());
                        }
                    };
                    return Future.class.isAssignableFrom(method.getReturnType())
                            ? step(() -> (Future<?>) call.get())
                            : allowed(call);
                });
    }

    <T> Future<T> step(Supplier<Future<T>> work) {
        boolean last = --left == 0;
        if (left < 0 || (last && !afterwards)) {
            return Future.failedFuture("crashed");
        }
        Future<T> done = work.get();
        return last ? done.compose(lost -> Future.failedFuture("crashed")) : done;
    }

    private Object allowed(Supplier<Object> work) {
        if (--left <= 0) {
            throw new IllegalStateException("crashed");
        }
        return work.get();
    }
}
