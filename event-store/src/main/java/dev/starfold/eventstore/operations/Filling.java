package dev.starfold.eventstore.operations;

import io.vertx.core.json.JsonObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the job of a rebuild has come with its slot, as its details have it: first rows are loaded, then what they add up to
 * is derived, and from then on the slot is kept up event by event. Only then do the details name the {@code slot}: so an older
 * release, which knows but the last of these, empties a slot that isn't as far and begins anew.
 */
final class Filling {

    private static final String SLOT = "slot";
    private static final String FILLING = "filling";
    private static final String LOADED = "loaded";
    private static final String AFTER = "after";

    private Filling() {}

    static boolean isOf(Job job, short slot) {
        JsonObject filling = job.detail().getJsonObject(FILLING, job.detail());
        return Integer.valueOf(slot).equals(filling.getInteger(SLOT));
    }

    static void begin(Job job, short slot, boolean loads) {
        job.detail().remove(FILLING);
        job.detail().remove(SLOT);
        if (loads) {
            job.detail().put(FILLING, new JsonObject().put(SLOT, (int) slot).put(LOADED, false));
        } else {
            job.detail().put(SLOT, (int) slot);
        }
    }

    static boolean isLoading(Job job) {
        return job.detail().containsKey(FILLING) && !filling(job).getBoolean(LOADED);
    }

    /** What the details have, with others, for as long as the slot is loaded. */
    static JsonObject loading(short slot) {
        return new JsonObject()
                .put(FILLING, new JsonObject().put(SLOT, (int) slot).put(LOADED, false));
    }

    static void loaded(Job job) {
        filling(job).put(LOADED, true);
    }

    static boolean isDerived(Job job) {
        return !job.detail().containsKey(FILLING);
    }

    /** Up to where it is derived; {@code null} before the first step. */
    static @Nullable String derivedTo(Job job) {
        return filling(job).getString(AFTER);
    }

    static void derivedTo(Job job, String after) {
        filling(job).put(AFTER, after);
    }

    static void derived(Job job) {
        JsonObject filling = filling(job);
        job.detail().remove(FILLING);
        job.detail().put(SLOT, filling.getInteger(SLOT));
    }

    private static JsonObject filling(Job job) {
        return Objects.requireNonNull(job.detail().getJsonObject(FILLING));
    }
}
