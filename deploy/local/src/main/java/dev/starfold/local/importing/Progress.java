package dev.starfold.local.importing;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Says how far the import is. */
interface Progress extends AutoCloseable {

    /** @param bytes of the file that are done */
    void at(long bytes);

    /** Why it takes long. */
    void note(String text);

    @Override
    void close();

    /**
     * @param total the file's bytes, or -1 where nobody knows
     * @param columns of the terminal; 0: there is none
     */
    static Progress to(PrintStream out, long total, int columns, Summary summary) {
        return columns > 0 ? new Bar(out, total, columns, summary) : new Lines(out, total, summary);
    }

    /** A bar with rate and time left, drawn over and over. */
    final class Bar implements Progress {
        private static final int MEBI = 1 << 20;

        private final ProgressBar bar;
        private final Summary summary;

        Bar(PrintStream out, long total, int columns, Summary summary) {
            this.summary = summary;
            boolean large = total < 0 || total > 10 * MEBI;
            bar = new ProgressBarBuilder()
                    .setTaskName("import")
                    .setInitialMax(total)
                    .setUnit(large ? " MiB" : " KiB", large ? MEBI : 1 << 10)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(500)
                    .setConsumer(new ConsoleProgressBarConsumer(out, columns - 1))
                    .build();
        }

        @Override
        public void at(long bytes) {
            bar.stepTo(bytes);
            bar.setExtraMessage(String.format(Locale.ROOT, " %,d reviews, %,d/s", summary.done(), summary.rate()));
        }

        @Override
        public void note(String text) {
            bar.setExtraMessage(" " + text);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** A line now and then, for logs. */
    final class Lines implements Progress {
        private static final Duration APART = Duration.ofSeconds(5);

        private final PrintStream out;
        private final long total;
        private final Summary summary;
        private Duration last = Duration.ZERO;

        Lines(PrintStream out, long total, Summary summary) {
            this.out = out;
            this.total = total;
            this.summary = summary;
        }

        @Override
        public void at(long bytes) {
            Duration now = summary.time();
            if (now.minus(last).compareTo(APART) < 0) {
                return;
            }
            last = now;
            String left = total < bytes || bytes == 0
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            ", %d %%, %s left",
                            100 * bytes / total,
                            Summary.clock(now.multipliedBy(total - bytes).dividedBy(bytes)));
            out.printf(
                    Locale.ROOT,
                    "  import  %,d reviews, %,d/s, %,d MiB%s%n",
                    summary.done(),
                    summary.rate(),
                    bytes >> 20,
                    left);
        }

        @Override
        public void note(String text) {
            out.println("  import  " + text);
        }

        @Override
        public void close() {}
    }
}
