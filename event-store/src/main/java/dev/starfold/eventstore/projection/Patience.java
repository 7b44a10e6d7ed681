package dev.starfold.eventstore.projection;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tries again until it is done, with pauses growing from 0.1 to 5 seconds: what a projection does while something it needs
 * is away. Only {@link Refused} ends it early, and {@link #stop}, which then is an {@link InterruptedException}.
 */
public final class Patience {

    private static final Logger LOG = Logger.getLogger(Patience.class);
    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 5000;

    private final CountDownLatch stopping = new CountDownLatch(1);

    /** What the attempt that succeeds answers. {@code onRetry} is told of each one that failed. */
    public <T> T untilDone(String what, Runnable onRetry, Callable<T> attempt) throws InterruptedException {
        for (long pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
            try {
                return attempt.call();
            } catch (Refused | InterruptedException e) {
                throw e;
            } catch (Exception e) {
                onRetry.run();
                LOG.warnf("%s failed, trying again in %d ms: %s", what, pause, e);
            }
            if (stopping.await(pause, TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("the service stops");
            }
        }
    }

    /** Ends every wait, now and from now on. */
    public void stop() {
        stopping.countDown();
    }
}
