package dev.starfold.embedded.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A request as it goes over the wire, well-formed or not. Texts are sent as ISO 8859-1: a byte each.
 *
 * @param headers whole lines without their end, such as {@code Accept: text/html}
 */
record Request(String method, String target, List<String> headers, byte[] body) {

    Request {
        headers = List.copyOf(headers);
    }

    Request withMethod(String other) {
        return new Request(other, target, headers, body);
    }

    Request withTarget(String other) {
        return new Request(method, other, headers, body);
    }

    Request withBody(byte[] other) {
        return new Request(method, target, headers, other);
    }

    /** With a line more, whether or not there is one of that name. */
    Request adding(String line) {
        List<String> lines = new ArrayList<>(headers);
        lines.add(line);
        return new Request(method, target, lines, body);
    }

    /** With the line in place of those of its name. */
    Request with(String line) {
        return without(line.substring(0, line.indexOf(':'))).adding(line);
    }

    Request without(String name) {
        List<String> lines = headers.stream().filter(each -> !names(each, name)).toList();
        return new Request(method, target, lines, body);
    }

    boolean has(String name) {
        return headers.stream().anyMatch(each -> names(each, name));
    }

    byte[] bytes() {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        if (!has("Host")) {
            head.append("Host: localhost\r\n");
        }
        headers.forEach(line -> head.append(line).append("\r\n"));
        boolean carries = body.length > 0 || method.equals("POST") || method.equals("PUT");
        if (carries && !has("Content-Length") && !has("Transfer-Encoding")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        if (!has("Connection")) {
            head.append("Connection: close\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private static boolean names(String line, String name) {
        return line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":");
    }
}
