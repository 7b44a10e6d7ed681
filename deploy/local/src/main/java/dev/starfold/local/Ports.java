package dev.starfold.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Looks which ports are free, before anything starts: so a taken one is a clear line and not a stack trace. */
final class Ports {

    private Ports() {}

    /** One line for each port that is needed and taken. */
    static List<String> taken(Options options) {
        Map<String, Integer> needed = new LinkedHashMap<>();
        needed.put("gateway", options.port("gateway"));
        needed.put("postgres", options.port("postgres"));
        needed.put("kafka", options.port("kafka"));
        for (Service service : Service.values()) {
            for (int replica = 1; replica <= options.replicas(service); replica++) {
                int port = options.port(service, replica);
                needed.put(service.title() + " " + replica, port);
                needed.put(service.title() + " " + replica + " management", port + 1000);
            }
        }
        return needed.entrySet().stream()
                .filter(entry -> !free(entry.getValue()))
                .map(entry -> "port %d (%s) is taken: stop what listens there, or choose another with --ports"
                        .formatted(entry.getValue(), entry.getKey()))
                .toList();
    }

    /**
     * Side by side, so that none meets another's further replicas, 100 above, or management, 1000 above; below the ports of
     * outgoing connections, so that nobody takes one before its server does.
     */
    static Map<String, Integer> anyFree(Set<String> names) {
        while (true) {
            int next = 10_000 + 100 * ThreadLocalRandom.current().nextInt(80);
            Map<String, Integer> ports = new HashMap<>();
            for (String name : names) {
                ports.put(name, next++);
            }
            if (ports.values().stream().allMatch(port -> free(port) && free(port + 1000))) {
                return ports;
            }
        }
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
