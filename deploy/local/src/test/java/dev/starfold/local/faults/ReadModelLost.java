package dev.starfold.local.faults;

import dev.starfold.local.Service;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The live slot of a service's projection emptied, or dropped altogether, while events flow; then what the runbook says: a
 * rebuild, and the dropped partitions created anew.
 */
record ReadModelLost(Service service, boolean dropped) implements Fault {

    private static final Map<Service, List<String>> TABLES = Map.of(
            Service.REVIEW, List.of("reaction"),
            Service.RATING, List.of("rating", "review", "reaction", "part", "day", "type_total"),
            Service.REACTION, List.of("known_review"));

    @Override
    public String name() {
        return "read model of %s-service %s".formatted(service.title(), dropped ? "dropped" : "emptied");
    }

    @Override
    public boolean needsOperator() {
        return true;
    }

    @Override
    public void strike(FaultedSystem system, Random random) throws Exception {
        List<String> partitions;
        try (Connection connection = system.jdbc(service);
                Statement statement = connection.createStatement()) {
            int slot = liveSlot(statement);
            partitions = TABLES.get(service).stream()
                    .map(table -> table + "_" + slot)
                    .toList();
            statement.execute((dropped ? "drop table " : "truncate ") + String.join(", ", partitions));
        }
        Thread.sleep(random.nextInt(5_000));
        new Operator(system).perform(service, "rebuilds");
        if (dropped) {
            try (Connection connection = system.jdbc(service);
                    Statement statement = connection.createStatement()) {
                for (String partition : partitions) {
                    int end = partition.lastIndexOf('_');
                    statement.execute("create table %s partition of %s for values in (%s)"
                            .formatted(partition, partition.substring(0, end), partition.substring(end + 1)));
                }
            }
        }
    }

    private static int liveSlot(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select slot from projection")) {
            row.next();
            return row.getInt(1);
        }
    }
}
