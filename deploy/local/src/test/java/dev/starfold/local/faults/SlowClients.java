package dev.starfold.local.faults;

import dev.starfold.local.Service;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Clients that begin and don't go on, more of them than requests may be in flight: connections without a request, heads without
 * an end, bodies without an end, streams that nobody reads. Everybody else must be answered meanwhile.
 */
record SlowClients(String name, Service service) implements Fault {

    private static final int OF_EACH = 600;
    private static final int ASKED = 100;

    static SlowClients of(Service service) {
        return new SlowClients("slow and half-open clients of " + service.title() + "-service", service);
    }

    @Override
    public void strike(FaultedSystem system, Random random) throws Exception {
        int port = system.options().port(service, 1);
        String token = system.token("slow-" + random.nextInt(1_000_000));
        List<String> beginnings = List.of(
                "",
                "GET /" + read() + " HTTP/1.1\r\nHost: x\r\nX-Slow: ",
                "POST /reviews HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"subject\":",
                "GET /ratings/flood:1/live HTTP/1.1\r\nHost: x\r\n\r\n");
        List<Socket> sockets = new ArrayList<>();
        try {
            for (String beginning : beginnings) {
                for (int i = 0; i < OF_EACH; i++) {
                    sockets.add(begun(port, beginning));
                }
            }
            Api api = new Api("http://localhost:" + port, line -> {});
            int answered = 0;
            for (int i = 0; i < ASKED; i++) {
                answered += api.get("/" + read()).is(200) ? 1 : 0;
                Actor.pause(50);
            }
            System.out.printf(
                    "    %s: %d of them; of %d others %d were answered%n", name, sockets.size(), ASKED, answered);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private String read() {
        return switch (service) {
            case REVIEW -> "reviews?subject=flood:1";
            case RATING -> "ratings/flood:1";
            case REACTION -> "reactions/kinds";
        };
    }

    private static Socket begun(int port, String beginning) throws IOException {
        Socket socket = new Socket();
        socket.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
        socket.connect(new InetSocketAddress("localhost", port), 10_000);
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
