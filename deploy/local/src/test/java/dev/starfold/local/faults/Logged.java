package dev.starfold.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starfold.local.Service;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as a service's database holds it.
 *
 * @param command the command's id as the service gave it: another one for each time that a command was carried out
 * @param trace the command's id as the client gave it
 */
record Logged(
        long position,
        String stream,
        int version,
        String type,
        JsonNode data,
        String command,
        @Nullable String trace) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String ALL = """
            select position, stream_id, version, type, data, metadata ->> 'command', metadata ->> 'traceparent'
            from event order by position
            """;

    /** The whole log of a service, in order. */
    static List<Logged> all(FaultedSystem system, Service service) throws SQLException, IOException {
        List<Logged> log = new ArrayList<>();
        try (var connection = system.jdbc(service);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                log.add(new Logged(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getInt(3),
                        rows.getString(4),
                        JSON.readTree(rows.getString(5)),
                        rows.getString(6),
                        rows.getString(7)));
            }
        }
        return log;
    }

    /** As consumers know it. */
    String id() {
        return stream + ":" + version;
    }
}
