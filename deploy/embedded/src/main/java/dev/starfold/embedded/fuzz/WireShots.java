package dev.starfold.embedded.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** What is hardly HTTP: lengths that don't add up, chunks that aren't, heads that can't be read. */
final class WireShots {

    private WireShots() {}

    static Shot any(Draft draft, Dice dice) {
        Request request = draft.request();
        byte[] body = request.body().length == 0 ? "{}".getBytes(UTF_8) : request.body();
        String sent = new String(body, ISO_8859_1);
        String chunk = Integer.toHexString(body.length) + "\r\n" + sent + "\r\n0\r\n\r\n";
        Request chunked = request.with("Transfer-Encoding: chunked");
        return switch (dice.below(27)) {
            case 0 -> length(draft, "" + (body.length + 10), body);
            case 1 -> length(draft, "" + Math.max(0, body.length - 5), body);
            case 2 ->
                length(
                        draft,
                        dice.any(List.of(
                                "-1",
                                "+5",
                                "5,5",
                                "0x5",
                                "1e2",
                                "",
                                " ",
                                "99999999999999999999",
                                "9223372036854775807",
                                "5 5",
                                "\u0665")),
                        body);
            case 3 ->
                shot(
                        draft,
                        "two lengths",
                        request.adding("Content-Length: " + body.length)
                                .adding("Content-Length: 0")
                                .withBody(body));
            case 4 ->
                shot(
                        draft,
                        "length and chunks",
                        chunked.adding("Content-Length: 3").withBody(chunk.getBytes(ISO_8859_1)));
            case 5 ->
                shot(
                        draft,
                        "length and no chunks",
                        chunked.adding("Content-Length: " + body.length).withBody(body));
            case 6 ->
                shot(
                        draft,
                        "bad chunk size",
                        chunked.withBody(dice.any(List.of(
                                        "zz\r\n",
                                        "-1\r\n",
                                        "ffffffffffffffff\r\n",
                                        "7fffffff\r\nx",
                                        "+5\r\n12345\r\n0\r\n\r\n",
                                        "0x5\r\n",
                                        " 5\r\n12345",
                                        "\r\n"))
                                .getBytes(ISO_8859_1)));
            case 7 ->
                shot(
                        draft,
                        "chunk extension",
                        chunked.withBody(chunk.replaceFirst("\r\n", ";a=" + "b".repeat(20_000) + "\r\n")
                                .getBytes(ISO_8859_1)));
            case 8 ->
                shot(
                        draft,
                        "no last chunk",
                        chunked.withBody((Integer.toHexString(body.length) + "\r\n" + sent).getBytes(ISO_8859_1)));
            case 9 ->
                shot(
                        draft,
                        "trailers",
                        chunked.withBody(chunk.replaceFirst(
                                        "\r\n\r\n$",
                                        "\r\nContent-Length: 5\r\nX: " + "y".repeat(dice.any(List.of(1, 9_000)))
                                                + "\r\n\r\n")
                                .getBytes(ISO_8859_1)));
            case 10 ->
                shot(
                        draft,
                        "transfer coding",
                        request.with("Transfer-Encoding: "
                                        + dice.any(List.of(
                                                "gzip",
                                                "gzip, chunked",
                                                "chunked, chunked",
                                                "identity",
                                                "xchunked",
                                                "chunked;a=b",
                                                " chunked",
                                                "Chunked",
                                                "")))
                                .withBody(chunk.getBytes(ISO_8859_1)));
            case 11 ->
                raw(
                        draft,
                        "version",
                        text(request)
                                .replaceFirst(
                                        "HTTP/1\\.1",
                                        dice.any(List.of(
                                                "HTTP/1.0",
                                                "HTTP/0.9",
                                                "HTTP/2.0",
                                                "HTTP/3.7",
                                                "HTTP/1.1x",
                                                "HTCPCP/1.0",
                                                "",
                                                "HTTP/11.1",
                                                "http/1.1",
                                                "HTTP/1.\u00e9"))));
            case 12 -> raw(draft, "bare line feeds", text(request).replace("\r\n", "\n"));
            case 13 ->
                raw(draft, "folded", text(request).replaceFirst("\r\nHost", "\r\nX-Folded: a\r\n b\r\n\tc\r\nHost"));
            case 14 -> raw(draft, "no colon", text(request).replaceFirst("\r\nHost", "\r\nnonsense\r\nHost"));
            case 15 -> raw(draft, "NUL in a header", text(request).replaceFirst("\r\nHost", "\r\nX: a\0b\r\nHost"));
            case 16 -> raw(draft, "bare CR", text(request).replaceFirst("\r\nHost", "\r\nX: a\rY: b\r\nHost"));
            case 17 ->
                raw(
                        draft,
                        "space before colon",
                        text(request).replaceFirst("\r\nHost", "\r\nContent-Length : 5\r\nHost"));
            case 18 ->
                raw(
                        draft,
                        "odd name",
                        text(request)
                                .replaceFirst(
                                        "\r\nHost",
                                        "\r\n" + dice.any(List.of("X@Y", "", " X", "\u00e9", "X(Y)", "X\0", "\"X\""))
                                                + ": a\r\nHost"));
            case 19 ->
                raw(
                        draft,
                        "many headers",
                        text(request)
                                .replaceFirst(
                                        "\r\nHost",
                                        "\r\n" + "X-A: b\r\n".repeat(dice.any(List.of(90, 5_000))) + "Host"));
            case 20 ->
                raw(
                        draft,
                        "long header",
                        text(request)
                                .replaceFirst(
                                        "\r\nHost",
                                        "\r\nX: " + "y".repeat(dice.any(List.of(7_900, 70_000, 400_000)))
                                                + "\r\nHost"));
            case 21 ->
                shot(
                        draft,
                        "long address",
                        request.withTarget(request.target() + (request.target().contains("?") ? "&" : "?") + "q="
                                + "a".repeat(dice.any(List.of(3_900, 9_000, 70_000)))));
            case 22 ->
                shot(
                        draft,
                        "form of the address",
                        request.withTarget(dice.any(List.of(
                                "*",
                                "http://evil.example/reviews",
                                "https://[::1",
                                "evil.example:80",
                                "//evil.example/reviews",
                                "http:///reviews",
                                "reviews",
                                "",
                                " ",
                                "?",
                                "/ /",
                                "http://localhost" + request.target(),
                                "ftp://x/",
                                "/\0",
                                "/\u00e9"))));
            case 23 -> raw(draft, "no host", text(request).replaceFirst("Host: [^\r]*\r\n", ""));
            case 24 ->
                raw(draft, "two hosts", text(request).replaceFirst("\r\nHost", "\r\nHost: evil.example\r\nHost"));
            case 25 ->
                raw(
                        draft,
                        "HTTP/2 preface",
                        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
                                + dice.any(List.of(
                                        "",
                                        "\0\0\0\4\0\0\0\0\0",
                                        "\0\0\0\4\0\0\0\0\1",
                                        new String(dice.bytes(300), ISO_8859_1))));
            default -> cut(draft, text(request), dice);
        };
    }

    private static Shot length(Draft draft, String length, byte[] body) {
        return shot(
                draft,
                "length " + length,
                draft.request().with("Content-Length: " + length).withBody(body));
    }

    private static Shot shot(Draft draft, String name, Request request) {
        return Shot.of(draft.operation(), Layer.WIRE, name, request);
    }

    private static Shot raw(Draft draft, String name, String wire) {
        return new Shot(draft.operation(), Layer.WIRE, name, draft.request(), wire.getBytes(ISO_8859_1), false);
    }

    private static Shot cut(Draft draft, String wire, Dice dice) {
        return raw(draft, "cut", wire.substring(0, dice.below(wire.length())));
    }

    private static String text(Request request) {
        return new String(request.bytes(), ISO_8859_1);
    }
}
