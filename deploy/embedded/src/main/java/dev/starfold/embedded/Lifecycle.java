package dev.starfold.embedded;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The comings and goings of one server on one data folder: it holds the folder and the process, ends what an earlier
 * owner left running there, and closes with this JVM. Thread-safe.
 */
final class Lifecycle implements AutoCloseable {

    private final DataFolder data;
    private final Function<DataFolder, ServerProcess> launch;
    private final @Nullable Thread hook;
    private ServerProcess process;
    private boolean closed;

    private Lifecycle(DataFolder data, boolean stopWithJvm, Function<DataFolder, ServerProcess> launch) {
        this.data = data;
        this.launch = launch;
        this.process = launch.apply(data);
        this.hook = stopWithJvm ? JvmExit.run(this::close) : null;
    }

    static Lifecycle begin(
            String server, String stopSignal, ServerBuilder<?> builder, Function<DataFolder, ServerProcess> launch) {
        DataFolder data = DataFolder.open(builder.dataDirectory, server);
        try {
            data.orphan().ifPresent(orphan -> ServerProcess.stop(orphan, stopSignal));
            return new Lifecycle(data, builder.stopWithJvm, launch);
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    synchronized long pid() {
        return process.pid();
    }

    synchronized void stop() {
        process.stop();
    }

    synchronized void restart() {
        if (closed) {
            throw new ServerException("This server is closed: build another");
        }
        process.stop();
        process = launch.apply(data);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        JvmExit.cancel(hook);
        process.stop();
        data.close();
    }
}
