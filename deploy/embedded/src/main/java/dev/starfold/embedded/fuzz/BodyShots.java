package dev.starfold.embedded.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Hostile bodies, and bodies where none is asked for. */
final class BodyShots {

    private BodyShots() {}

    static Shot any(Draft draft, Dice dice) {
        Request request = draft.request();
        if (draft.type() == null) {
            byte[] unasked = dice.oneIn(2) ? "{}".getBytes(UTF_8) : dice.bytes(2_000);
            // A body that a call doesn't take may be of any type, or of none.
            return Shot.of(draft.operation(), Layer.ADDRESS, "unasked body", request.withBody(unasked));
        }
        if (dice.oneIn(25)) {
            Request zipped = request.withBody(gzip(draft.bytes())).with("Content-Encoding: gzip");
            return Shot.of(draft.operation(), Layer.CALL, "gzip", zipped);
        }
        if (draft.body().isTextual()) {
            return line(draft, dice);
        }
        HostileJson json = HostileJson.of(draft.body().toString(), dice);
        Shot shot = Shot.of(draft.operation(), Layer.CALL, json.name(), request.withBody(json.bytes()));
        return json.mustBeRefused() ? shot.toBeRefused() : shot;
    }

    /** A bad line before good ones: what becomes of it is told, not refused. */
    private static Shot line(Draft draft, Dice dice) {
        String lines = draft.body().textValue();
        HostileJson first = HostileJson.of(lines.lines().findFirst().orElse("{}"), dice);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(first.bytes());
        body.writeBytes(dice.any(java.util.List.of("\n", "\r\n", "\r", "")).getBytes(UTF_8));
        body.writeBytes(lines.getBytes(UTF_8));
        return Shot.of(
                draft.operation(),
                Layer.CALL,
                "line: " + first.name(),
                draft.request().withBody(body.toByteArray()));
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
