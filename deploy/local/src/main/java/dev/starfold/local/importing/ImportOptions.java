package dev.starfold.local.importing;

import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to import, and where to.
 *
 * @param file a path, or {@code -} for standard input
 * @param format null to guess it from the content
 * @param subject what Jikan's reviews without an entry are of
 * @param url where Starfold is, without a slash at its end
 * @param token an operator's bearer token; null to ask the local gateway for one
 */
record ImportOptions(
        String file,
        @Nullable Format format,
        @Nullable String subject,
        URI url,
        @Nullable String token) {

    static final String USAGE = """
            usage: deploy/import FILE [--format starfold|jikan] [--subject TYPE:ID] [--url URL] [--token TOKEN]

              FILE       reviews: Starfold's NDJSON (one review a line, as /exports/reviews gives them), or Jikan v4's JSON:
                         an answer with "data", an array, or one review or answer a line. - reads standard input
              --format   what FILE holds (default: guessed from its beginning)
              --subject  what Jikan's reviews are of where they don't say it in "entry", such as anime:53393
              --url      where Starfold is (default: http://localhost:8080)
              --token    a bearer token with the role operator (default: the local gateway is asked for one)

            Reviews that are there already stay and count as unchanged: an import that was cut off is simply started again.
            Ends with 0 when all is well, 1 when reviews were rejected, 2 when it failed.
            """;

    private static final Pattern SUBJECT = Pattern.compile("[a-z][a-z0-9-]{0,31}:[A-Za-z0-9._~-]{1,96}");

    static ImportOptions parse(List<String> arguments) {
        String file = null;
        Format format = null;
        String subject = null;
        URI url = URI.create("http://localhost:8080");
        String token = null;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--format" -> format = Format.named(value(argument, rest));
                case "--subject" -> subject = subject(value(argument, rest));
                case "--url" -> url = url(value(argument, rest));
                case "--token" -> token = value(argument, rest);
                default -> {
                    if (argument.startsWith("-") && !argument.equals("-")) {
                        throw wrong("unknown option '" + argument + "'");
                    }
                    if (file != null) {
                        throw wrong("one file at a time, not '" + file + "' and '" + argument + "'");
                    }
                    file = argument;
                }
            }
        }
        if (file == null) {
            throw wrong("FILE is missing");
        }
        return new ImportOptions(file, format, subject, url, token);
    }

    private static ImportFailure wrong(String what) {
        return new ImportFailure(what + " (deploy/import --help shows the usage)");
    }

    private static String value(String argument, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw wrong(argument + " needs a value");
        }
        return rest.next();
    }

    private static String subject(String text) {
        if (!SUBJECT.matcher(text).matches()) {
            throw wrong("--subject: '" + text + "' is not TYPE:ID, such as anime:53393");
        }
        return text;
    }

    private static URI url(String text) {
        try {
            URI url = URI.create(text.replaceFirst("/+$", ""));
            if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // answered below
        }
        throw wrong("--url: '" + text + "' is not a URL such as http://localhost:8080");
    }
}
