package dev.starfold.bench;

import dev.starfold.local.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time, user and system, in seconds since each process began.
 *
 * @param services of Starfold
 * @param postgres all its processes, those that have ended too
 * @param kafka the broker
 * @param load this process, and programs that it ran and that have ended: wrk, pgbench
 */
public record Cpu(double services, double postgres, double kafka, double load) {

    // A second's. USER_HZ, the same on every Linux that Java runs on.
    private static final double TICKS = 100;

    /** Of now. */
    public static Cpu now(Lab lab) throws IOException {
        long services = 0;
        long postgres = 0;
        long kafka = 0;
        for (Part part : lab.parts()) {
            long pid = part.pid();
            switch (part.name()) {
                case "postgres" -> postgres += ofTree(pid);
                case "kafka" -> kafka += own(stat(pid));
                default -> services += own(stat(pid));
            }
        }
        List<Long> self = stat(ProcessHandle.current().pid());
        return new Cpu(services / TICKS, postgres / TICKS, kafka / TICKS, (own(self) + ofEndedChildren(self)) / TICKS);
    }

    /** What was used between the two. */
    public Cpu since(Cpu before) {
        return new Cpu(
                services - before.services, postgres - before.postgres, kafka - before.kafka, load - before.load);
    }

    /** All but the load. */
    public double system() {
        return services + postgres + kafka;
    }

    /** Of that many things each. */
    public Cpu dividedBy(double parts) {
        return new Cpu(services / parts, postgres / parts, kafka / parts, load / parts);
    }

    /**
     * The ticks of a process and its children, those that have ended too. One that ends while the others are read would be counted nowhere, or
     * twice: then all are read again.
     */
    static long ofTree(long pid) throws IOException {
        while (true) {
            List<Long> parent = stat(pid);
            long sum = own(parent) + ofEndedChildren(parent);
            try (Stream<ProcessHandle> children = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children)) {
                for (ProcessHandle child : children.toList()) {
                    sum += own(stat(child.pid()));
                }
            }
            if (ofEndedChildren(stat(pid)) == ofEndedChildren(parent)) {
                return sum;
            }
        }
    }

    // proc(5): the fields after the name, which may hold anything, from the third on; utime is the fourteenth.
    private static List<Long> stat(long pid) throws IOException {
        Path file = Path.of("/proc/" + pid + "/stat");
        List<Long> numbers = new ArrayList<>();
        try {
            String line = Files.readString(file);
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            for (int i = 11; i <= 14; i++) {
                numbers.add(Long.parseLong(fields[i]));
            }
            return numbers;
        } catch (IOException gone) {
            return List.of(0L, 0L, 0L, 0L);
        }
    }

    private static long own(List<Long> stat) {
        return stat.get(0) + stat.get(1);
    }

    private static long ofEndedChildren(List<Long> stat) {
        return stat.get(2) + stat.get(3);
    }

    /** MiB that the services hold in memory now. */
    public static double residentMiB(Lab lab) throws IOException {
        double sum = 0;
        for (Part part : lab.parts()) {
            if (part.name().contains("-service ")) {
                for (String line : Files.readAllLines(Path.of("/proc/" + part.pid() + "/status"))) {
                    if (line.startsWith("VmRSS:")) {
                        sum += Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
                    }
                }
            }
        }
        return sum;
    }
}
