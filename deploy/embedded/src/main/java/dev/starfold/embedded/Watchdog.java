package dev.starfold.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/**
 * Stops a server when this JVM is gone, even when it was killed: a shell that waits on a pipe from here. The system closes
 * the pipe with the JVM, and the shell then signals the server.
 */
final class Watchdog {

    private static final String SCRIPT = "trap '' HUP INT TERM; read -r _ && exit 0; kill -s \"$0\" \"$1\"";

    private final Process shell;

    private Watchdog(Process shell) {
        this.shell = shell;
    }

    static Watchdog over(Process server, String stopSignal) throws IOException {
        Process shell = new ProcessBuilder("/bin/sh", "-c", SCRIPT, stopSignal, Long.toString(server.pid()))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        Watchdog watchdog = new Watchdog(shell);
        // Never signal whoever gets the process id next.
        var _ = server.onExit().thenRun(watchdog::dismiss);
        return watchdog;
    }

    private void dismiss() {
        try (var pipe = shell.getOutputStream()) {
            pipe.write('\n');
        } catch (IOException e) {
            // The shell is gone already: so much the better.
        }
    }
}
