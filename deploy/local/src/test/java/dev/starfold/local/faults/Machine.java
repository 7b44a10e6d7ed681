package dev.starfold.local.faults;

import dev.starfold.local.Wiring;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a system stands on while everything is done to it: small disks, where they can be mounted, and a harmful network. */
final class Machine implements AutoCloseable {

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final HarmfulWiring wiring;

    Machine(Path data) throws Exception {
        if (SmallDisk.missing() == null) {
            opened.push(SmallDisk.mount(data.resolve("postgres"), 2048));
            opened.push(SmallDisk.mount(data.resolve("kafka"), 1024));
        }
        // Also when interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeAll));
        wiring = new HarmfulWiring(data.resolve("clocks"));
        opened.push(wiring);
    }

    Wiring wiring() {
        return wiring;
    }

    private void closeAll() {
        try {
            close();
        } catch (Exception failed) {
            System.err.println("not all is as it was: " + failed);
        }
    }

    @Override
    public synchronized void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
