package dev.starfold.local;

import dev.starfold.embedded.ServerException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The command behind {@code deploy/up}: starts the whole system, says where it is, and runs until it is interrupted. */
public final class Up {

    private Up() {}

    /** Arguments as {@link Options#USAGE} says; the system property {@code starfold.home} names the checkout. */
    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        if (given.contains("--help") || given.contains("-h")) {
            System.out.print(Options.USAGE);
            return;
        }
        try {
            run(Options.parse(Path.of(System.getProperty("starfold.home", ".")).toAbsolutePath(), given));
        } catch (Options.UsageException | LocalSystem.StartException | ServerException clear) {
            System.err.println(clear.getMessage());
            System.exit(2);
        }
    }

    private static void run(Options options) throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            interrupted.countDown();
            main.interrupt();
            try {
                stopped.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        try (LocalSystem system = LocalSystem.start(options, line -> System.out.println("  " + line))) {
            System.out.println(welcome(system.gatewayUrl(), options.data()));
            interrupted.await();
        } catch (InterruptedException ctrlC) {
            Thread.interrupted();
        } finally {
            if (interrupted.getCount() == 0) {
                System.out.println("Starfold has stopped; its data is in " + options.data());
            }
            stopped.countDown();
        }
    }

    private static String welcome(String url, Path data) {
        return """

                Starfold is ready at %1$s (logs in %2$s): open it in a browser, or paste this to begin. Ctrl-C stops everything.

                TOKEN=$(curl -s %1$s/dev/token -H 'content-type: application/json' -d '{"user":"ana"}' | cut -d'"' -f4)
                curl -i %1$s/reviews -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \\
                  -d '{"subject":"anime:53393","score":3,"headline":"Not for me"}'
                curl %1$s/ratings/anime:53393
                """.formatted(url, data.resolve("logs"));
    }
}
