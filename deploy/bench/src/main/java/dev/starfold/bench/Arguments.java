package dev.starfold.bench;

import dev.starfold.local.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param only names of scenarios; all where empty
 * @param replicas of each service
 * @param out folder for table, chart and raw figures
 * @param data folder for the system's data, deleted before and after
 */
record Arguments(Scale scale, List<String> only, Map<Service, Integer> replicas, Path out, Path data) {

    static final String USAGE = """
            usage: deploy/bench/run [--short] [--only NAME]... [--rounds N] [--backlog N] [--replicas N] [--out DIR] [--data DIR]

              --short      within five minutes: one round, cold processes, a twentieth of the backlog; not for publishing
              --only       one scenario, or several: %s
              --rounds     how often anchors and Starfold take turns (3)
              --backlog    events to be projected and rebuilt from (1000000)
              --replicas   processes of each service (1); closed-loop load goes to all of them
              --out        where bench.md, bench.json and bench.svg go (deploy/bench/target/report)
              --data       where the system keeps its data while it runs (deploy/bench/target/data); it is deleted afterwards

            Needs wrk and pgbench (on Debian: apt-get install wrk postgresql-contrib). Ends with 1 when an answer was wrong.
            """;

    /** A wrong argument. */
    static final class UsageException extends RuntimeException {
        UsageException(String message) {
            super(message, null, false, false);
        }
    }

    static Arguments parse(Path bench, List<String> arguments) {
        Scale scale = arguments.contains("--short") ? Scale.SHORT : Scale.FULL;
        List<String> only = new ArrayList<>();
        Map<Service, Integer> replicas = new EnumMap<>(Service.class);
        Path out = bench.resolve("target/report");
        Path data = bench.resolve("target/data");
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--short" -> {}
                case "--only" -> only.add(value(argument, rest));
                case "--rounds" -> scale = scale.withRounds(number(argument, rest));
                case "--backlog" -> scale = scale.withBacklog(number(argument, rest));
                case "--replicas" -> {
                    int count = number(argument, rest);
                    List.of(Service.values()).forEach(service -> replicas.put(service, count));
                }
                case "--out" -> out = Path.of(value(argument, rest)).toAbsolutePath();
                case "--data" -> data = Path.of(value(argument, rest)).toAbsolutePath();
                default -> throw new UsageException("unknown argument '" + argument + "'");
            }
        }
        return new Arguments(scale, only, replicas, out, data);
    }

    private static String value(String argument, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new UsageException(argument + " needs a value");
        }
        return rest.next();
    }

    private static int number(String argument, Iterator<String> rest) {
        String value = value(argument, rest);
        if (!value.matches("[1-9]\\d{0,7}")) {
            throw new UsageException(argument + " needs a number, not '" + value + "'");
        }
        return Integer.parseInt(value);
    }
}
