package dev.starfold.embedded;

import java.nio.file.Path;

/** A JVM of its own that runs PostgreSQL on a folder until it is killed; prints the server's process id. */
final class ServerOwner {

    private ServerOwner() {}

    public static void main(String[] arguments) throws Exception {
        try (PostgresServer server =
                PostgresServer.builder().dataDirectory(Path.of(arguments[0])).start()) {
            System.out.println(server.pid());
            System.out.flush();
            Thread.currentThread().join();
        }
    }
}
