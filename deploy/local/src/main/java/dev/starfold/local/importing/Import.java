package dev.starfold.local.importing;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** The command behind {@code deploy/import}; see {@link ImportOptions#USAGE}. */
public final class Import {

    private Import() {}

    /** The system property {@code starfold.columns} says how wide the terminal at standard error is; none without one. */
    public static void main(String[] arguments) {
        List<String> given = List.of(arguments);
        if (given.contains("--help") || given.contains("-h")) {
            System.out.print(ImportOptions.USAGE);
            return;
        }
        int columns = Integer.getInteger("starfold.columns", 0);
        System.exit(run(given, columns, System.out, System.err, Patience.USUAL));
    }

    /** The exit code. */
    static int run(List<String> arguments, int columns, PrintStream out, PrintStream err, Patience patience) {
        Summary summary = new Summary();
        try {
            ImportOptions options = ImportOptions.parse(arguments);
            try (Input input = Input.open(options.file())) {
                transfer(options, input, columns, err, summary, patience);
            }
        } catch (ImportFailure | IOException failure) {
            if (summary.done() > 0) {
                out.print(summary.text());
            }
            err.println("import: " + failure.getMessage());
            return 2;
        }
        out.print(summary.text());
        return summary.rejected() == 0 ? 0 : 1;
    }

    private static void transfer(
            ImportOptions options, Input input, int columns, PrintStream err, Summary summary, Patience patience)
            throws IOException {
        Format format = options.format() == null ? Format.of(input.head()) : options.format();
        try (Progress progress = Progress.to(err, input.size(), columns, summary);
                Upload upload = new Upload(options.url(), options.token(), patience, progress::note)) {
            upload.begin();
            Chunks chunks = new Chunks(upload, summary, () -> progress.at(input.position()));
            switch (format) {
                case STARFOLD -> StarfoldLines.read(input, chunks);
                case JIKAN -> JikanReviews.read(input, input.head(), options.subject(), chunks);
            }
            chunks.end();
        }
    }
}
