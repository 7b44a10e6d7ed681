package dev.starfold.bench.anchor;

import dev.starfold.bench.Lab;
import dev.starfold.bench.load.Pgbench;
import dev.starfold.bench.load.Pgbench.Protocol;
import dev.starfold.local.Service;
import java.util.Map;

/** pgbench reading one row by its key, as {@code pgbench -S} does, from a table of as many rows as there are subjects. */
public final class PointRead {

    private static final String TABLE = """
            create schema anchor;
            create table anchor.account (aid int primary key, bid int, abalance int, filler char(84));
            insert into anchor.account select i, 1, 0, '' from generate_series(1, %d) i;
            analyze anchor.account;
            """;

    private static final String READ = """
            \\set aid random(1, :rows)
            select abalance from anchor.account where aid = :aid;
            """;

    private final Lab lab;
    private final int rows;

    private PointRead(Lab lab, int rows) {
        this.lab = lab;
        this.rows = rows;
    }

    /** Makes the table. */
    public static PointRead over(Lab lab, int rows) throws Exception {
        lab.sql(Service.RATING, "drop schema if exists anchor cascade");
        lab.sql(Service.RATING, TABLE.formatted(rows));
        return new PointRead(lab, rows);
    }

    /** Reads a second. */
    public double run(Protocol protocol, int clients, int seconds) throws Exception {
        Map<String, String> variables = Map.of("rows", Integer.toString(rows));
        return Pgbench.run(lab, Service.RATING, protocol, READ, clients, seconds, variables)
                .rate();
    }
}
