package dev.starfold.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks before anything starts whether every port is free, so that a taken one is a clear line and not a stack trace. */
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
