package dev.starfold.reaction.http;

import java.util.List;

/** A request that means nothing, with everything that is wrong with it. */
public final class InvalidRequest extends RuntimeException {

    private final transient List<FieldError> errors;

    public InvalidRequest(List<FieldError> errors) {
        super("invalid request", null, false, false);
        this.errors = List.copyOf(errors);
    }

    public InvalidRequest(String field, String message) {
        this(List.of(new FieldError(field, message)));
    }

    /** What is wrong with a field of the body ({@code progress.total}), a parameter or a header; {@code $} is the whole body. */
    public record FieldError(String field, String message) {}

    public List<FieldError> errors() {
        return errors;
    }
}
