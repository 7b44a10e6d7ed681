package dev.starfold.bench.load;

import dev.starfold.bench.Missing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program of the operating system. */
final class Tool {

    private Tool() {}

    /** Where it is: on the path, or where Debian keeps what belongs to one PostgreSQL. */
    static Path find(String name, String debianPackage) {
        Stream<Path> onPath = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":"))
                .map(folder -> Path.of(folder, name));
        Stream<Path> debian = Stream.iterate(25, version -> version - 1)
                .limit(15)
                .map(version -> Path.of("/usr/lib/postgresql/" + version + "/bin", name));
        return Stream.concat(onPath, debian)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new Missing(
                        name + " is not installed: apt-get install " + debianPackage + " (or the like elsewhere)"));
    }

    /** What it prints; fails with that when it fails. */
    static String run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command.getFirst() + ": " + output.strip());
        }
        return output;
    }

    /** The number that the pattern's group finds. */
    static double number(String output, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(output);
        if (!matcher.find()) {
            throw new IOException("no '" + pattern + "' in:\n" + output);
        }
        return Double.parseDouble(matcher.group(1));
    }

    /** Puts a script of this package where the tool can read it. */
    static synchronized Path script(String name, Path folder) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            try (InputStream in = Objects.requireNonNull(Tool.class.getResourceAsStream(name), name)) {
                Files.write(file, in.readAllBytes());
            }
        }
        return file;
    }
}
