package dev.starfold.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * TCP ports on the loopback address. Free ones are sought below the range from which systems serve outgoing
 * connections: there a port stays free while its server is down, and no client ever connects to itself.
 */
public final class Ports {

    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;

    private Ports() {}

    /** A port that nothing listens on now. */
    public static int free() {
        return freeOtherThan(0);
    }

    static int freeOtherThan(int reserved) {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (port != reserved && isFree(port)) {
                return port;
            }
        }
        throw new ServerException("No free port between " + FIRST + " and " + LAST);
    }

    static void requireFree(int port, String server) {
        if (!isFree(port)) {
            throw new ServerException(
                    "Port " + port + " is taken: stop what listens there, or give " + server + " another");
        }
    }

    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(loopback(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As the servers do: a port that closed connections still linger on is free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetAddress loopback() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
