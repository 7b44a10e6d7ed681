package dev.starfold.local.importing;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** What {@code POST /imports} answers; lines count from 1 within the request, and the first 100 rejected ones are named. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Answer(long accepted, long unchanged, List<Line> rejected, long rejectedCount) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Line(int line, String field, String message) {}
}
