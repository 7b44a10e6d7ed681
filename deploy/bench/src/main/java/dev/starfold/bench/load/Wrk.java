package dev.starfold.bench.load;

import dev.starfold.bench.Lab;
import dev.starfold.local.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Closed-loop HTTP load by wrk: each connection sends the next request when the last is answered. */
public final class Wrk {

    private static final int THREADS = 2;

    private Wrk() {}

    /**
     * What came of a run.
     *
     * @param succeeded requests answered with 2xx or 3xx
     * @param refused requests answered otherwise
     * @param broken requests without an answer
     * @param seconds how long it took
     * @param p50 milliseconds
     * @param p99 milliseconds
     */
    public record Result(long succeeded, long refused, long broken, double seconds, double p50, double p99) {

        /** Successes per second. */
        public double rate() {
            return succeeded / seconds;
        }

        /** Fails unless every request succeeded. */
        public Result requireClean() throws IOException {
            if (refused + broken > 0) {
                throw new IOException(this + ": not every request succeeded");
            }
            return this;
        }
    }

    /** Its threads: at least one for each replica of a service. */
    public static int threads(Lab lab, Service service) {
        return threads(lab.ports(service));
    }

    private static int threads(List<Integer> ports) {
        return Math.max(THREADS, ports.size());
    }

    /** Runs a script of this package against a service, each thread against a replica, with arguments of the script's own. */
    public static Result run(
            Lab lab, Service service, String script, int connections, int seconds, List<Object> arguments)
            throws IOException, InterruptedException {
        return run(lab, lab.ports(service), script, connections, seconds, arguments);
    }

    /** The same against what listens on these ports. */
    public static Result run(
            Lab lab, List<Integer> ports, String script, int connections, int seconds, List<Object> arguments)
            throws IOException, InterruptedException {
        Tool.script("common.lua", lab.files());
        List<String> command = new ArrayList<>(List.of(
                Tool.find("wrk", "wrk").toString(),
                "-t" + threads(ports),
                "-c" + connections,
                "-d" + seconds + "s",
                "--timeout",
                "30s",
                "-s",
                Tool.script(script, lab.files()).toString(),
                "http://127.0.0.1:" + ports.getFirst(),
                "--"));
        arguments.forEach(argument -> command.add(argument.toString()));
        String output = Tool.run(
                command,
                Map.of(
                        "LUA_PATH",
                        lab.files() + "/?.lua",
                        "PORTS",
                        ports.stream().map(Object::toString).collect(Collectors.joining(" "))));
        double requests = Tool.number(output, "requests=(\\d+)");
        double refused = Tool.number(output, "refused=(\\d+)");
        return new Result(
                (long) (requests - refused),
                (long) refused,
                (long) Tool.number(output, "broken=(\\d+)"),
                Tool.number(output, "micros=(\\d+)") / 1e6,
                Tool.number(output, "p50=(\\d+)") / 1e3,
                Tool.number(output, "p99=(\\d+)") / 1e3);
    }
}
