package dev.starfold.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The targets as bars in SVG: how much of its target each figure reaches; the line is the target, and beyond it is better. */
final class Chart {

    private static final int ROW = 26;
    private static final int LABELS = 430;
    private static final int TARGET = 300;
    private static final int WIDTH = LABELS + 2 * TARGET + 90;

    private Chart() {}

    static String of(String title, List<Row> all) {
        List<Row> rows = all.stream().filter(row -> row.target() != null).toList();
        int height = 60 + ROW * rows.size();
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
                font-family="sans-serif" font-size="13">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="10" y="22" font-size="15">%3$s</text>
                """.formatted(WIDTH, height, escaped(title)));
        int y = 40;
        for (Row row : rows) {
            svg.append(bar(row, y));
            y += ROW;
        }
        int line = LABELS + TARGET;
        svg.append("<line x1=\"%d\" y1=\"34\" x2=\"%d\" y2=\"%d\" stroke=\"#333\" stroke-dasharray=\"4 3\"/>\n"
                .formatted(line, line, y));
        return svg.append("</svg>\n").toString();
    }

    private static String bar(Row row, int y) {
        double reached = reached(row);
        boolean met = Boolean.TRUE.equals(row.met());
        Double ratio = row.ratio();
        Target target = Objects.requireNonNull(row.target());
        String value = target.ofRatio() && ratio != null
                ? Figures.plain(ratio) + " ×"
                : Figures.plain(row.median()) + " " + row.unit();
        double width = Math.min(reached, 2) * TARGET;
        return String.format(
                Locale.ROOT,
                """
                <text x="%d" y="%d" text-anchor="end">%s</text>
                <rect x="%d" y="%d" width="%.1f" height="16" fill="%s"/>
                <text x="%.1f" y="%d">%s (%s)</text>
                """,
                LABELS - 8,
                y + 13,
                escaped(row.scenario() + ": " + row.figure()),
                LABELS,
                y,
                width,
                met ? "#2a7f62" : "#c8553d",
                LABELS + width + 5,
                y + 13,
                escaped(value),
                escaped(target.toString()));
    }

    /** 1 where the target is met just so, more beyond. */
    static double reached(Row row) {
        Target target = Objects.requireNonNull(row.target());
        Double ratio = row.ratio();
        double measured = target.ofRatio() && ratio != null ? ratio : row.median();
        return target.atLeast() ? measured / target.value() : measured <= 0 ? 1 : target.value() / measured;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
