package dev.starfold.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;

/** What the figures were measured on. */
final class MachineFacts {

    private MachineFacts() {}

    static Map<String, String> of(Lab lab, Path home) throws IOException, SQLException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
        facts.put("commit", commit(home));
        facts.put("scale", lab.scale().toString());
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("processor", field("/proc/cpuinfo", "model name"));
        facts.put("memory", field("/proc/meminfo", "MemTotal"));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JDK", System.getProperty("java.vendor.version") + " " + Runtime.version());
        facts.put(
                "PostgreSQL",
                text(lab, "show server_version") + ", fsync " + text(lab, "show fsync") + ", max_wal_size "
                        + text(lab, "show max_wal_size"));
        facts.put("Kafka", AppInfoParser.getVersion());
        return facts;
    }

    private static String text(Lab lab, String query) throws SQLException {
        try (var connection = lab.jdbc("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String field(String file, String name) throws IOException {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    private static String commit(Path home) throws IOException {
        try {
            Process git = new ProcessBuilder("git", "-C", home.toString(), "describe", "--always", "--dirty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String id = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return id.isEmpty() ? "unknown" : id;
        } catch (IOException noGit) {
            return "unknown";
        }
    }
}
