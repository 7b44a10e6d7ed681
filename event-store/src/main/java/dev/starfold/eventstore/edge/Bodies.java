package dev.starfold.eventstore.edge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bodies of requests, before anything has read them. */
public final class Bodies {

    private static final long MOST = 64 << 20;

    private Bodies() {}

    /** Whether a body comes or may come: HTTP/2 has no chunks, so there a request that names no length may bring one. */
    public static boolean mayFollow(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null
                ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || request.version() == HttpVersion.HTTP_2
                : !length.equals("0");
    }

    /** A body is longer than it may be. */
    public static final class TooLarge extends Exception {
        TooLarge(long most) {
            super("a body of more than " + most + " bytes", null, false, false);
        }
    }

    /** A body cannot be read to its end; the message is for the client. */
    public static final class Broken extends Exception {
        Broken(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Reads the body over HTTP/1.1 and gives it to the context. Fails with {@link TooLarge} as soon as that is seen, or with
     * {@link Broken}; never completes for a client that went away before.
     */
    public static Future<Buffer> read(RoutingContext context, long most) {
        HttpServerRequest request = context.request();
        Promise<Buffer> read = Promise.promise();
        if (request.isEnded()) {
            if (!context.response().closed()) {
                read.fail(new Broken("The body ended before it was read."));
            }
            return read.future();
        }
        if (request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
            // Said here, since whoever reads the body behind this finds it read; not before the head was found good.
            context.response().writeContinue();
            request.headers().remove(HttpHeaders.EXPECT);
        }
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
                    if (body.length() <= most) {
                        body.appendBuffer(chunk);
                        if (body.length() > most) {
                            read.fail(new TooLarge(most));
                        }
                    }
                })
                .endHandler(end -> {
                    if (body.length() <= most) {
                        ((RoutingContextInternal) context).setBody(body);
                        read.complete(body);
                    }
                })
                .exceptionHandler(cut -> read.tryFail(new Broken("The body's chunks cannot be read.")))
                .resume();
        return read.future();
    }

    /**
     * What the body says, for a reader of JSON: by itself it would guess other encodings of Unicode, which NULs give away, and let
     * some bytes pass that are no UTF-8.
     */
    public static String utf8(byte[] body) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(body))
                .toString();
        if (text.indexOf(0) >= 0) {
            throw new CharacterCodingException();
        }
        return text;
    }

    /**
     * Discards what a client still sends of a request that is answered already. Lets it finish, within bounds: it would find its
     * connection reset instead of the answer.
     */
    public static void discard(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        long bound = request.bytesRead() + MOST;
        request.handler(ignored -> {
                    if (request.bytesRead() > bound) {
                        request.connection().close();
                    }
                })
                .endHandler(end -> {})
                .resume();
    }
}
