package dev.starfold.local.importing;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;

/** Gathers reviews into chunks and sends one after the other; holds one at most. */
final class Chunks implements Sink {

    /** In lines. */
    static final int MOST_LINES = 5_000;
    /** In bytes; a line longer than what is left begins the next chunk. */
    static final int MOST_BYTES = 16 << 20;

    private final Upload upload;
    private final Summary summary;
    private final Runnable sent;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final List<String> places = new ArrayList<>();

    /** @param sent called after every chunk */
    Chunks(Upload upload, Summary summary, Runnable sent) {
        this.upload = upload;
        this.summary = summary;
        this.sent = sent;
    }

    @Override
    public void review(String place, byte[] json) {
        if (places.size() == MOST_LINES || body.size() + json.length >= MOST_BYTES) {
            send();
        }
        body.writeBytes(json);
        body.write('\n');
        places.add(place);
    }

    @Override
    public void rejected(Rejected rejected) {
        summary.reject(rejected);
    }

    @Override
    public void end() {
        send();
    }

    private void send() {
        if (!places.isEmpty()) {
            Answer answer = upload.send(BodyPublishers.ofByteArray(body.toByteArray()));
            summary.add(answer, places);
            body.reset();
            places.clear();
        }
        sent.run();
    }
}
