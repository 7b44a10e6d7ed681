package dev.starfold.review.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some items, and the cursor of what comes behind them; {@code null} at the end. */
public record Page<T>(List<T> items, @Nullable String next) {}
