package dev.starfold.bench.load;

import dev.starfold.bench.Lab;
import dev.starfold.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Closed-loop load on PostgreSQL by pgbench, over TCP. */
public final class Pgbench {

    /** How statements are sent. */
    public enum Protocol {
        /** As pgbench does unless told otherwise: the text of each, parsed and planned every time. */
        SIMPLE,
        /** Prepared once for a connection: the best that a client of single statements can have, and what services do. */
        PREPARED
    }

    private Pgbench() {}

    /**
     * What came of a run.
     *
     * @param transactions those that committed
     * @param rate transactions a second, without the time to connect
     */
    public record Result(long transactions, double rate) {}

    /**
     * Runs one statement over and over in a service's database.
     *
     * @param variables by name, as the statement has them
     */
    public static Result run(
            Lab lab,
            Service service,
            Protocol protocol,
            String sql,
            int clients,
            int seconds,
            Map<String, String> variables)
            throws IOException, InterruptedException {
        Path script = Files.writeString(lab.files().resolve("pgbench.sql"), sql);
        List<String> command = new ArrayList<>(List.of(
                Tool.find("pgbench", "postgresql-contrib").toString(),
                "--no-vacuum",
                "--protocol=" + protocol.name().toLowerCase(Locale.ROOT),
                "--client=" + clients,
                "--jobs=2",
                "--time=" + seconds,
                "--host=127.0.0.1",
                "--port=" + lab.postgresPort(),
                "--username=" + Lab.USER,
                "--file=" + script));
        variables.forEach((name, value) -> command.add("--define=" + name + "=" + value));
        command.add(service.title());
        String output = Tool.run(command, Map.of("PGPASSWORD", Lab.USER));
        if (Tool.number(output, "failed transactions: (\\d+)") > 0) {
            throw new IOException(output);
        }
        return new Result(
                (long) Tool.number(output, "actually processed: (\\d+)"), Tool.number(output, "tps = ([0-9.]+)"));
    }
}
