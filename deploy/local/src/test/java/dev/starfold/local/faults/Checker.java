package dev.starfold.local.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Many users at once, as threads of this process, which no fault touches: what they were told is on file whatever happens to
 * the system.
 */
final class Checker implements AutoCloseable {

    private static final int USERS = 16;

    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    private Checker() {}

    static Checker start(FaultedSystem system, World world, Journal journal, Random random) {
        Checker checker = new Checker();
        Api api = new Api(system.url(), journal::broken);
        for (int i = 0; i < USERS; i++) {
            String user = world.user(i);
            Actor actor = new Actor(
                    user,
                    system.token(user),
                    world,
                    api,
                    journal,
                    new Random(random.nextLong()),
                    () -> checker.stopped,
                    system::said);
            checker.threads.add(Thread.ofVirtual().name(user).start(actor));
        }
        return checker;
    }

    /** Lets every user finish the command under way. */
    @Override
    public void close() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
