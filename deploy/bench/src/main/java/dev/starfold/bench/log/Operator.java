package dev.starfold.bench.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starfold.bench.Lab;
import dev.starfold.bench.load.Http;
import dev.starfold.local.Service;
import java.time.Duration;

/** Jobs that operators have services do. */
public final class Operator {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private Operator() {}

    /** Begins {@code rebuilds} or {@code verifications} of a service and waits for the end; fails if it fails. */
    public static JsonNode perform(Lab lab, Service service, String kind) throws Exception {
        String jobs = "/operations/" + service.title() + "/" + kind;
        String token = lab.token("operator", "operator");
        try (Http http = new Http(lab.port(service))) {
            JsonNode job = ask(http, "POST", jobs, token, 202);
            String one = jobs + "/" + job.path("id").asText();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (job.path("status").asText().equals("running") && System.nanoTime() < end) {
                Thread.sleep(50);
                job = ask(http, "GET", one, token, 200);
            }
            if (!job.path("status").asText().equals("done")) {
                throw new IllegalStateException(kind + " of " + service.title() + "-service: " + job);
            }
            return job;
        }
    }

    /** Again while the service has too much to do. */
    private static JsonNode ask(Http http, String method, String path, String token, int status) throws Exception {
        Http.Answer answer = http.send(method, path, token, null);
        while (answer.isRefusal()) {
            Thread.sleep(200);
            answer = http.send(method, path, token, null);
        }
        return JSON.readTree(answer.require(status).body());
    }
}
