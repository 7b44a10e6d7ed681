package dev.starfold.local;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What to start and where.
 *
 * @param home the folder of the checkout, where the packaged services are
 * @param data the one folder that all data lives in
 * @param fresh start with empty data
 * @param replicas processes of each service
 * @param ports by name: {@code gateway}, {@code postgres}, {@code kafka} and each service's title
 */
public record Options(Path home, Path data, boolean fresh, Map<Service, Integer> replicas, Map<String, Integer> ports) {

    static final String USAGE = """
            usage: deploy/up [--fresh] [--replicas review=2,reaction=2,rating=2] [--ports gateway=8080,kafka=19092] [--data DIR]

              --fresh      start empty: what an earlier run stored is deleted
              --replicas   run more processes of a service (default: 1 of each)
              --ports      use other ports: gateway, postgres, kafka, review, rating, reaction
                           (a service's further replicas listen 100 ports apart, management 1000 above)
              --data       keep the data in DIR (default: deploy/.data)
            """;

    /** A wrong argument; the message is for the user. */
    static final class UsageException extends RuntimeException {
        UsageException(String message) {
            super(message, null, false, false);
        }
    }

    /** One replica of each service on the default ports. */
    public static Options defaults(Path home) {
        Map<Service, Integer> replicas = new EnumMap<>(Service.class);
        Map<String, Integer> ports = new HashMap<>(Map.of("gateway", 8080, "postgres", 15432, "kafka", 19092));
        for (Service service : Service.values()) {
            replicas.put(service, 1);
            ports.put(service.title(), service.defaultPort());
        }
        return new Options(home, home.resolve("deploy").resolve(".data"), false, replicas, ports);
    }

    /** The packages of a checkout, on ports that are free now; one replica of each service not named. */
    public static Options onFreePorts(Path home, Path data, Map<Service, Integer> replicas) {
        Options defaults = defaults(home);
        Map<Service, Integer> all = new EnumMap<>(defaults.replicas);
        all.putAll(replicas);
        return new Options(home, data, false, all, Ports.anyFree(defaults.ports.keySet()));
    }

    static Options parse(Path home, List<String> arguments) {
        Options defaults = defaults(home);
        Map<Service, Integer> replicas = new EnumMap<>(defaults.replicas);
        Map<String, Integer> ports = new HashMap<>(defaults.ports);
        Path data = defaults.data;
        boolean fresh = false;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--fresh" -> fresh = true;
                case "--data" -> data = Path.of(value(argument, rest)).toAbsolutePath();
                case "--replicas" ->
                    pairs(argument, value(argument, rest), 1, 9)
                            .forEach((name, count) -> replicas.put(Service.named(name), count));
                case "--ports" ->
                    pairs(argument, value(argument, rest), 1, 65_535).forEach((name, port) -> {
                        if (ports.replace(name, port) == null) {
                            throw new UsageException("--ports: there is no port '" + name + "'");
                        }
                    });
                default -> throw new UsageException("unknown argument '" + argument + "'\n\n" + USAGE);
            }
        }
        return new Options(home, data, fresh, replicas, ports);
    }

    private static String value(String argument, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new UsageException(argument + " needs a value\n\n" + USAGE);
        }
        return rest.next();
    }

    private static Map<String, Integer> pairs(String argument, String list, int min, int max) {
        Map<String, Integer> pairs = new HashMap<>();
        for (String pair : list.split(",", -1)) {
            int equals = pair.indexOf('=');
            try {
                int number = Integer.parseInt(pair.substring(equals + 1));
                if (equals < 1 || number < min || number > max) {
                    throw new NumberFormatException();
                }
                pairs.put(pair.substring(0, equals), number);
            } catch (NumberFormatException e) {
                throw new UsageException("%s: '%s' is not NAME=%d..%d".formatted(argument, pair, min, max));
            }
        }
        return pairs;
    }

    /** The port of that name. */
    public int port(String name) {
        return ports.getOrDefault(name, 0);
    }

    /** Replica 1 listens on the service's port, each further one 100 above the one before. */
    public int port(Service service, int replica) {
        return port(service.title()) + 100 * (replica - 1);
    }

    /** How many processes of the service there are. */
    public int replicas(Service service) {
        return replicas.getOrDefault(service, 1);
    }
}
