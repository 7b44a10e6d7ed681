package dev.starfold.local.faults;

import dev.starfold.local.Part;
import dev.starfold.local.Service;
import java.sql.SQLException;
import java.util.List;

/** Who relays. */
final class Relays {

    private Relays() {}

    /** The replica that holds the lease of the service's relay; the first if none does just now. */
    static Part holder(FaultedSystem system, Service service) {
        List<Part> replicas = system.replicas(service);
        try (var connection = system.jdbc(service);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select split_part(owner, '/', 2) from relay")) {
            String pid = rows.next() ? rows.getString(1) : "";
            return replicas.stream()
                    .filter(part -> Long.toString(part.pid()).equals(pid))
                    .findFirst()
                    .orElse(replicas.getFirst());
        } catch (SQLException away) {
            return replicas.getFirst();
        }
    }
}
