package dev.starfold.review;

import org.jspecify.annotations.Nullable;

/** How much of the subject its author had seen or read: episodes, chapters, pages. {@code total} may be unknown. */
public record Progress(int consumed, @Nullable Integer total) {

    /** True when it is known that something is left. */
    public boolean fallsShort() {
        return total != null && consumed < total;
    }
}
