package dev.starfold.local.faults;

import dev.starfold.local.Part;
import dev.starfold.local.Service;
import java.util.Map;
import java.util.Random;

/** {@code kill -9} of all replicas in the middle of a rebuild, which must come to its end nonetheless. */
record KilledRebuild(Service service) implements Fault {

    @Override
    public String name() {
        return "kill -9 amid a rebuild of " + service.title() + "-service";
    }

    @Override
    public void strike(FaultedSystem system, Random random) throws Exception {
        Api api = new Api(system.url(), ignored -> {});
        String operator = system.token("otto", "operator");
        String rebuilds = "/operations/" + service.title() + "/rebuilds";
        long end = System.nanoTime() + 120_000_000_000L;
        String id = "";
        while (id.isEmpty() && System.nanoTime() < end) {
            id = api.send("POST", rebuilds, operator, null, Map.of())
                    .body()
                    .path("id")
                    .asText();
            Actor.pause(random.nextInt(300));
        }
        for (Part part : system.replicas(service)) {
            FaultedSystem.signal(part.pid(), "KILL");
        }
        String status = "";
        while (!status.equals("done") && !status.equals("failed")) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the rebuild " + id + " is " + status + " after two minutes");
            }
            Actor.pause(200);
            status = api.send("GET", rebuilds + "/" + id, operator, null, Map.of())
                    .body()
                    .path("status")
                    .asText();
        }
    }
}
