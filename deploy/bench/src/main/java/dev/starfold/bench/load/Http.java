package dev.starfold.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** A client of one service over as many connections as there are requests at once. Thread-safe. */
public final class Http implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final int port;
    private final ConcurrentLinkedDeque<HttpConnection> idle = new ConcurrentLinkedDeque<>();

    public Http(int port) {
        this.port = port;
    }

    /** What came back. */
    public record Answer(int status, String body) {

        /** Whether the service had too much to do. */
        public boolean isRefusal() {
            return status == 503;
        }

        /** Fails unless it is this status. */
        public Answer require(int wanted) throws IOException {
            if (status != wanted) {
                throw new IOException("answered " + status + ": " + body);
            }
            return this;
        }
    }

    /** What is answered with 200 sooner or later: a service that has just started may refuse at first. */
    public String await(String path) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Answer answer = get(path);
        while (answer.isRefusal() && System.nanoTime() < end) {
            Thread.sleep(200);
            answer = get(path);
        }
        return answer.require(200).body();
    }

    /** Without a token. */
    public Answer get(String path) throws IOException {
        return send("GET", path, null, null);
    }

    /**
     * One request.
     *
     * @param body JSON; null for none
     */
    public Answer send(String method, String path, @Nullable String token, @Nullable String body) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        if (token != null) {
            head.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        String content = body == null ? "" : body;
        if (body != null || !method.equals("GET")) {
            head.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(content.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        byte[] request = (head + "\r\n" + content).getBytes(StandardCharsets.UTF_8);
        HttpConnection connection = idle.pollFirst();
        if (connection != null && connection.isStale()) {
            // So are all behind it, which were used before.
            connection.close();
            close();
            connection = null;
        }
        if (connection == null) {
            connection = new HttpConnection(port);
        }
        try {
            Answer answer = connection.send(request);
            if (connection.isClosing()) {
                connection.close();
            } else {
                idle.addFirst(connection);
            }
            return answer;
        } catch (IOException broken) {
            connection.close();
            throw broken;
        }
    }

    /** Closes what is idle. */
    @Override
    public void close() throws IOException {
        for (HttpConnection connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.close();
        }
    }
}
