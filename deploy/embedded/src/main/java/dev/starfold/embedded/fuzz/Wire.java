package dev.starfold.embedded.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Sends bytes, whatever they mean, and reads the first answer: clients for HTTP refuse to send what is malformed. */
public final class Wire {

    /** Longer than any call may take, on a slow machine too. */
    private static final int PATIENCE_MILLIS = 30_000;

    private static final int MOMENT_MILLIS = 100;
    private static final int MOST = 64 << 20;

    private Wire() {}

    /** What is answered to the bytes, a byte each: the status and the body, such as {@code 400 {…}}; 0 if nothing is. */
    public static String answer(URI base, String request) throws IOException {
        Answer answer = send(base, request.getBytes(ISO_8859_1), request.startsWith("HEAD "), false);
        return answer.status() + " " + answer.text();
    }

    /**
     * Waits for the answer. To what may be cut short none may come while more could follow: of that, the end is told after a
     * moment, whereupon the connection may be closed, but not stay open. An answer in HTTP/2 is not read: it has no end.
     *
     * @param head whether the request is of the method HEAD, whose answers have no body
     */
    static Answer send(URI base, byte[] request, boolean head, boolean cut) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setTcpNoDelay(true);
            try {
                socket.getOutputStream().write(request);
            } catch (IOException refusedEarlier) {
                // What it was refused with may still be read.
            }
            PushbackInputStream in = new PushbackInputStream(new BufferedInputStream(socket.getInputStream()));
            if (cut && awaitFirst(socket, in) == 0) {
                return Answer.NONE;
            }
            socket.setSoTimeout(PATIENCE_MILLIS);
            return read(in, head);
        } catch (SocketTimeoutException e) {
            return Answer.LATE;
        }
    }

    /** The first byte, which in HTTP/2 is part of a length; -1 if there is none yet. */
    private static int awaitFirst(Socket socket, PushbackInputStream in) throws IOException {
        socket.setSoTimeout(MOMENT_MILLIS);
        try {
            int first = in.read();
            if (first >= 0) {
                in.unread(first);
            }
            return first;
        } catch (SocketTimeoutException e) {
            socket.shutdownOutput();
        } catch (IOException reset) {
            // Read again by who asked.
        }
        return -1;
    }

    private static Answer read(InputStream in, boolean head) throws IOException {
        try {
            int status;
            Map<String, String> headers = new HashMap<>();
            do {
                headers.clear();
                status = Integer.parseInt(line(in).split(" ", 3)[1]);
                for (String line = line(in); !line.isEmpty(); line = line(in)) {
                    int colon = line.indexOf(':');
                    headers.put(
                            line.substring(0, colon).toLowerCase(Locale.ROOT),
                            line.substring(colon + 1).strip());
                }
            } while (status == 100);
            return new Answer(
                    status, headers, body(in, headers, head || status == 101 || status == 204 || status == 304));
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException closed) {
            return Answer.NONE;
        }
    }

    private static byte[] body(InputStream in, Map<String, String> headers, boolean none) throws IOException {
        boolean endless = headers.getOrDefault("content-type", "").startsWith("text/event-stream");
        if (none || endless) {
            return new byte[0];
        }
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = size(in); size > 0; size = size(in)) {
                body.writeBytes(in.readNBytes(size));
                line(in);
            }
            return body.toByteArray();
        }
        return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "" + MOST)));
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in).replaceFirst(";.*", "").strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            line.write(b);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }
}
