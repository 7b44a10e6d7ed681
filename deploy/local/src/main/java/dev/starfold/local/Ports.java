package dev.starfold.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/** Looks which ports are free, before anything starts: so a taken one is a clear line and not a stack trace. */
final class Ports {

    private static final Queue<ServerSocket> HELD = new ConcurrentLinkedQueue<>();

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
                needed.put(service.title() + " " + replica + " management", ServiceProcess.managementPort(port));
            }
        }
        return needed.entrySet().stream()
                .filter(entry -> !free(entry.getValue()))
                .map(entry -> "port %d (%s) is taken: stop what listens there, or choose another with --ports"
                        .formatted(entry.getValue(), entry.getKey()))
                .toList();
    }

    /**
     * Ports that no system of this or of another process on this machine got from here, down to those of nine further
     * replicas, 100 apart, and their management, 1000 above; below the ports of outgoing connections, so that nobody takes
     * one before its server does.
     *
     * @param names up to nine: the tenth port is held until this process ends, as a sign that the others are given away
     */
    static Map<String, Integer> anyFree(Set<String> names) {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int first = 10_000
                    + 2_000 * ThreadLocalRandom.current().nextInt(5)
                    + 10 * ThreadLocalRandom.current().nextInt(10);
            int next = first;
            Map<String, Integer> ports = new HashMap<>();
            for (String name : names) {
                ports.put(name, next++);
            }
            if (ports.values().stream().allMatch(port -> free(port) && free(ServiceProcess.managementPort(port)))
                    && held(first + 9)) {
                return ports;
            }
        }
        throw new IllegalStateException("no free ports between 10000 and 20000");
    }

    private static boolean held(int port) {
        try {
            HELD.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
            return true;
        } catch (IOException taken) {
            return false;
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
