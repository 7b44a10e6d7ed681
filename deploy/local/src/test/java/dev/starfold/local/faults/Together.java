package dev.starfold.local.faults;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Several faults that overlap. */
record Together(List<Fault> faults) implements Fault {

    @Override
    public String name() {
        return faults.stream().map(Fault::name).collect(Collectors.joining(" + "));
    }

    @Override
    public void strike(FaultedSystem system, Random random) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> strikes = faults.stream()
                    .<Future<?>>map(fault -> {
                        Random own = new Random(random.nextLong());
                        return threads.submit(() -> {
                            Actor.pause(own.nextInt(3_000));
                            fault.strike(system, own);
                            return null;
                        });
                    })
                    .toList();
            for (Future<?> strike : strikes) {
                strike.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }
}
