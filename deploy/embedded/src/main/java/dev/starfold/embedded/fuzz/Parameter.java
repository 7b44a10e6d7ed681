package dev.starfold.embedded.fuzz;

import com.fasterxml.jackson.databind.JsonNode;

/** A parameter of a call; {@code in} is {@code path}, {@code query} or {@code header}. */
record Parameter(String name, String in, boolean required, JsonNode schema, JsonNode example) {}
