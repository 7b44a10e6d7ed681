package dev.starfold.local.faults;

import dev.starfold.local.Service;
import java.util.ArrayList;
import java.util.List;

/** The faults beyond the killing and stopping of processes; all need the system wired by {@link HarmfulWiring}. */
final class Strikes {

    private Strikes() {}

    static List<Fault> all() {
        List<Fault> all = new ArrayList<>(NetworkFault.all());
        all.add(FullDisk.underPostgres());
        all.add(FullDisk.underKafka());
        all.add(new FsyncFault(true));
        all.add(new FsyncFault(false));
        all.add(new ClockJump(true));
        all.add(new ClockJump(false));
        for (Service service : Service.values()) {
            all.add(Flood.of(service));
            all.add(SlowClients.of(service));
            all.add(new PoisonFault(service));
            all.add(new Redelivery(service));
            all.add(new OffsetsReset(service));
            all.add(new ReadModelLost(service, false));
            all.add(new ReadModelLost(service, true));
            all.add(new TopicLost(service));
            if (service != Service.RATING) {
                all.add(new OlderBackup(service));
            }
        }
        return all;
    }
}
