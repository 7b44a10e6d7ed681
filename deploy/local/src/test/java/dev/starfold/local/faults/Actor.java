package dev.starfold.local.faults;

import dev.starfold.local.faults.Api.Answer;
import dev.starfold.local.faults.Entry.Kind;
import dev.starfold.local.faults.Entry.Outcome;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A user who is never done: one command after another, each written down with its outcome. */
final class Actor implements Runnable {

    private final String user;
    private final String token;
    private final Random random;
    private final Journal journal;
    private final BooleanSupplier stopped;
    private final Consumer<Runnable> saying;
    private final Reviewing reviewing;
    private final Reacting reacting;

    Actor(
            String user,
            String token,
            World world,
            Api api,
            Journal journal,
            Random random,
            BooleanSupplier stopped,
            Consumer<Runnable> saying) {
        this.user = user;
        this.token = token;
        this.random = random;
        this.journal = journal;
        this.stopped = stopped;
        this.saying = saying;
        this.reviewing = new Reviewing(this, api, world);
        this.reacting = new Reacting(this, api, world);
    }

    String user() {
        return user;
    }

    String token() {
        return token;
    }

    Random random() {
        return random;
    }

    Journal journal() {
        return journal;
    }

    /** No more attempts: what is unknown stays so. */
    boolean stopped() {
        return stopped.getAsBoolean();
    }

    @Override
    public void run() {
        while (!stopped()) {
            saying.accept(random.nextBoolean() ? reviewing::step : reacting::step);
            pause(20 + random.nextInt(150));
        }
    }

    /** A command's id, in the form of a W3C trace parent, which the services keep in the metadata of events. */
    String trace() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        bytes[0] |= 1;
        bytes[16] |= 1;
        String hex = HexFormat.of().formatHex(bytes);
        return "00-" + hex.substring(0, 32) + "-" + hex.substring(32) + "-01";
    }

    void note(
            String trace,
            Kind kind,
            String subject,
            @Nullable String review,
            Answer answer,
            int version,
            boolean effect) {
        Outcome outcome = Outcome.of(answer.status());
        journal.add(new Entry(
                trace,
                user,
                kind,
                subject,
                review,
                outcome,
                answer.status(),
                version,
                effect && outcome == Outcome.ACKNOWLEDGED));
    }

    static Map<String, String> traced(String trace) {
        return Map.of("traceparent", trace);
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
