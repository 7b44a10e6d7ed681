package dev.starfold.local.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Harm to the network between the services and PostgreSQL, or between everybody and Kafka. */
record NetworkFault(String name, Function<HarmfulWiring, List<TcpProxy>> where, Harm harm) implements Fault {

    /** Done to all proxies of that place; the network is healed afterwards. */
    interface Harm {
        void to(TcpProxy proxy, Random random) throws Exception;
    }

    /** Each harm at both places. */
    static List<Fault> all() {
        return List.of(
                new NetworkFault("connections to PostgreSQL cut", HarmfulWiring::toPostgres, NetworkFault::cut),
                new NetworkFault("PostgreSQL refused", HarmfulWiring::toPostgres, NetworkFault::refuse),
                new NetworkFault("PostgreSQL half-open", HarmfulWiring::toPostgres, NetworkFault::swallow),
                new NetworkFault("PostgreSQL slow", HarmfulWiring::toPostgres, NetworkFault::slow),
                new NetworkFault("connections to Kafka cut", kafka(), NetworkFault::cut),
                new NetworkFault("Kafka refused", kafka(), NetworkFault::refuse),
                new NetworkFault("Kafka half-open", kafka(), NetworkFault::swallow),
                new NetworkFault("Kafka slow", kafka(), NetworkFault::slow));
    }

    private static Function<HarmfulWiring, List<TcpProxy>> kafka() {
        return wiring -> List.of(wiring.toKafka());
    }

    private static void cut(TcpProxy proxy, Random random) throws Exception {
        for (int times = 1 + random.nextInt(5); times > 0; times--) {
            proxy.cut();
            Thread.sleep(random.nextInt(500));
        }
    }

    private static void refuse(TcpProxy proxy, Random random) throws Exception {
        proxy.refuse();
        Thread.sleep(Duration.ofSeconds(5 + random.nextInt(15)));
    }

    /** Longer than the session timeout of 10 s and the leases. */
    private static void swallow(TcpProxy proxy, Random random) throws Exception {
        proxy.swallow();
        Thread.sleep(Duration.ofSeconds(12 + random.nextInt(20)));
        if (random.nextBoolean()) {
            // Otherwise what was held back arrives late.
            proxy.cut();
        }
    }

    private static void slow(TcpProxy proxy, Random random) throws Exception {
        proxy.slow(Duration.ofMillis(10 + random.nextInt(90)), 20_000 + random.nextInt(80_000));
        Thread.sleep(Duration.ofSeconds(10 + random.nextInt(10)));
    }

    @Override
    public void strike(FaultedSystem system, Random random) throws Exception {
        List<TcpProxy> proxies = where.apply((HarmfulWiring) system.wiring());
        // Of PostgreSQL's networks one or all.
        boolean one = random.nextBoolean();
        List<TcpProxy> harmed = one ? List.of(proxies.get(random.nextInt(proxies.size()))) : proxies;
        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = new ArrayList<>();
            for (TcpProxy proxy : harmed) {
                Random own = new Random(random.nextLong());
                done.add(together.submit(() -> {
                    harm.to(proxy, own);
                    return null;
                }));
            }
            for (var each : done) {
                each.get();
            }
        } finally {
            for (TcpProxy proxy : harmed) {
                proxy.heal();
            }
        }
    }
}
