package dev.starfold.bench.anchor;

import dev.starfold.bench.Cpu;
import dev.starfold.bench.Lab;
import dev.starfold.bench.load.Pgbench;
import dev.starfold.bench.load.Pgbench.Protocol;
import dev.starfold.local.Service;
import java.sql.SQLException;
import java.util.Map;

/**
 * pgbench inserting one durable row a transaction: an event of the service, the same columns, payload and indexes in a table of
 * its own on the same server.
 */
public final class EventInsert {

    private static final String TABLE = """
            create schema if not exists anchor;
            create table if not exists anchor.event (like public.event including all);
            """;

    private static final String INSERT = """
            insert into anchor.event (stream_id, version, type, schema, data, metadata)
            values (gen_random_uuid(), 1, :type, 1, :data, :metadata);
            """;

    private static final int CLIENTS = 64;

    private final Lab lab;
    private final Service service;
    private final Map<String, String> event;

    private EventInsert(Lab lab, Service service, Map<String, String> event) {
        this.lab = lab;
        this.service = service;
        this.event = event;
    }

    /**
     * What came of a run.
     *
     * @param rate rows a second
     * @param cpu processor seconds of PostgreSQL and pgbench for a row
     */
    public record Result(double rate, double cpu) {}

    /** Takes the newest event of the type in the service's log as the one to insert. */
    public static EventInsert likeNewest(Lab lab, Service service, String type) throws SQLException {
        lab.sql(service, TABLE);
        String newest = "select data, metadata from event where type = '" + type + "' order by position desc limit 1";
        try (var connection = lab.jdbc(service.title());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(newest)) {
            rows.next();
            return new EventInsert(
                    lab, service, Map.of("type", type, "data", rows.getString(1), "metadata", rows.getString(2)));
        }
    }

    /** At 64 connections. */
    public Result run(int seconds) throws Exception {
        Cpu before = Cpu.now(lab);
        Pgbench.Result result = Pgbench.run(lab, service, Protocol.PREPARED, INSERT, CLIENTS, seconds, event);
        Cpu used = Cpu.now(lab).since(before);
        return new Result(result.rate(), (used.postgres() + used.load()) / result.transactions());
    }
}
