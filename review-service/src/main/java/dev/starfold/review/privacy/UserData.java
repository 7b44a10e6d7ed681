package dev.starfold.review.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starfold.review.store.Reads;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything that the service holds of a user, as one JSON object of any length, in pieces of bounded size. */
@Singleton
class UserData {

    private final PendingErasures pending;
    private final UserReviews reviews;
    private final UserActions actions;
    private final ObjectMapper json;

    UserData(PendingErasures pending, UserReviews reviews, UserActions actions, ObjectMapper json) {
        this.pending = pending;
        this.reviews = reviews;
        this.actions = actions;
        this.json = json;
    }

    /** A list, page by page. */
    @FunctionalInterface
    interface Pages<T> {
        /** Those behind the last of the page before, {@code null} for the first page; empty at the end. */
        Future<List<T>> after(@Nullable T last);
    }

    /** An erasure that was asked for and is not done; what is younger than it stays. */
    record PendingErasure(UUID id, Instant at) {}

    /** In pieces: only together they are JSON. */
    Multi<String> of(String user) {
        Uni<String> head = uni(() -> pending.of(user))
                .map(all -> all.stream()
                        .map(one -> new PendingErasure(one.erasureId(), one.at()))
                        .toList())
                .map(all -> "{\"user\":%s,\"erasures\":%s".formatted(written(user), written(all)));
        return Multi.createBy()
                .concatenating()
                .streams(
                        head.toMulti(),
                        list("reviews", reviews.of(user)),
                        list("reports", actions.reports(user)),
                        list("dismissals", actions.dismissals(user)),
                        list("actions", actions.onReviews(user)),
                        list("reactions", actions.reactions(user)),
                        Multi.createFrom().item("}"));
    }

    private <T> Multi<String> list(String name, Pages<T> pages) {
        Multi<String> items = Multi.createBy()
                .repeating()
                .uni(AtomicReference<@Nullable T>::new, last -> page(pages, last))
                .until(String::isEmpty);
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(",\"%s\":[".formatted(name)),
                        items,
                        Multi.createFrom().item("]"));
    }

    private <T> Uni<String> page(Pages<T> pages, AtomicReference<@Nullable T> last) {
        T before = last.get();
        return uni(() -> pages.after(before)).map(items -> {
            if (items.isEmpty()) {
                return "";
            }
            last.set(items.getLast());
            return items.stream().map(this::written).collect(Collectors.joining(",", before == null ? "" : ",", ""));
        });
    }

    private static <T> Uni<T> uni(Supplier<Future<T>> future) {
        return Reads.bounded(Uni.createFrom().completionStage(() -> future.get().toCompletionStage()));
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not writable as JSON: " + value.getClass(), e);
        }
    }
}
