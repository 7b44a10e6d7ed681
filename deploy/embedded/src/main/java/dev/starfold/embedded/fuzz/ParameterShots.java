package dev.starfold.embedded.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Hostile values of the parameters that a call has, and parameters that it has not. */
final class ParameterShots {

    private ParameterShots() {}

    static Shot any(Draft draft, Harvest harvest, Dice dice) {
        List<Parameter> parameters = draft.operation().parameters();
        if (parameters.isEmpty() || dice.oneIn(8)) {
            return unknown(draft, dice);
        }
        Parameter parameter = dice.any(parameters);
        boolean inPath = parameter.in().equals("path");
        if (parameter.in().equals("header")) {
            return header(draft, parameter, dice);
        }
        if (parameter.name().equals("cursor") && !dice.oneIn(4)) {
            return shot(draft, parameter, "cursor", Draft.escaped(cursor(harvest, dice)));
        }
        if (dice.oneIn(3)) {
            String value = HostileEscapes.any(dice);
            return Shot.of(
                    draft.operation(), Layer.ADDRESS, "escapes in " + parameter.name(), draft.with(parameter, value));
        }
        if (!inPath && dice.oneIn(8)) {
            Request twice = draft.request();
            String again = parameter.name() + "=" + Draft.escaped(Hostile.text(parameter.schema(), dice));
            String target = twice.target() + (twice.target().contains("?") ? "&" : "?") + again + "&" + again;
            return Shot.of(draft.operation(), Layer.CALL, parameter.name() + " given twice", twice.withTarget(target));
        }
        String value = Hostile.text(parameter.schema(), dice);
        // A path that changes by it leads elsewhere.
        Layer layer = inPath && (value.isEmpty() || value.contains("..")) ? Layer.ADDRESS : Layer.CALL;
        return Shot.of(
                draft.operation(), layer, "value of " + parameter.name(), draft.with(parameter, Draft.escaped(value)));
    }

    private static Shot shot(Draft draft, Parameter parameter, String name, String value) {
        return Shot.of(draft.operation(), Layer.CALL, name, draft.with(parameter, value));
    }

    /** A real one of any list, altered or not. */
    private static String cursor(Harvest harvest, Dice dice) {
        String cursor = harvest.cursor(dice);
        return switch (dice.below(5)) {
            case 0 -> cursor;
            case 1 -> dice.flipped(dice.flipped(cursor));
            case 2 -> cursor.substring(0, dice.below(cursor.length() + 1));
            case 3 -> cursor + dice.any(List.of("=", "A", "AAAA", "\u0000", "\n"));
            default -> dice.flipped(cursor);
        };
    }

    private static Shot header(Draft draft, Parameter parameter, Dice dice) {
        // Bytes of UTF-8, without what would end the line.
        String value = new String(Hostile.text(parameter.schema(), dice).getBytes(UTF_8), ISO_8859_1)
                .replaceAll("[\\x00-\\x1f\\x7f]", "?");
        return Shot.of(
                draft.operation(),
                value.length() > 4_000 ? Layer.WIRE : Layer.CALL,
                "value of " + parameter.name(),
                draft.request().with(parameter.name() + ": " + value));
    }

    private static Shot unknown(Draft draft, Dice dice) {
        String name = dice.any(List.of(
                "zz",
                "",
                "Limit",
                "limit%00",
                "a".repeat(500),
                "%E2%80%AE",
                "sort%5B%5D",
                "id",
                "__proto__",
                "access_token"));
        Request request = draft.request();
        String target = request.target() + (request.target().contains("?") ? "&" : "?") + name + "=1";
        return Shot.of(draft.operation(), Layer.ADDRESS, "unknown parameter", request.withTarget(target))
                .toBeRefused();
    }
}
