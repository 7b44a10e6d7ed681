package dev.starfold.eventstore.operations;

import static dev.starfold.eventstore.Instance.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.eventstore.Instance;
import dev.starfold.eventstore.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeTry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A rebuild that loads rows first: wherever it dies, and whoever comes late, the aggregates are those of the rows. */
class LoadTest {

    private static final int MARBLES = 40;
    private static final Rebuild.Sizes SMALL = new Rebuild.Sizes(16, 0);

    private static final Map<String, Object> KAFKA =
            Map.of("bootstrap.servers", EmbeddedServers.kafka().bootstrapServers());
    private static final Map<String, Long> FOLD = new TreeMap<>();
    private static TestDatabase database;
    private static Instance instance;
    private static Marbles marbles;

    /** Each marble moves thrice; the newest version may come first. */
    @BeforeContainer
    static void someMoves() throws Exception {
        database = new TestDatabase();
        database.run(Marbles.SCHEMA);
        instance = new Instance(database);
        marbles = new Marbles("loaded-" + database.name, true);
        var moves = new ArrayList<String>();
        var newest = new ArrayList<String>();
        for (int id = 0; id < MARBLES; id++) {
            for (int version = 1; version <= 3; version++) {
                moves.add("%d jar%d %d".formatted(id, (id * 3 + version) % 4, version));
            }
            newest.add("jar" + (id * 3 + 3) % 4);
        }
        FOLD.putAll(newest.stream().collect(groupingBy(jar -> jar, counting())));
        moves.add("nonsense");
        moves.add("7 broken 9");
        Collections.shuffle(moves, new Random(7));
        try (Admin admin = Admin.create(KAFKA)) {
            admin.createTopics(List.of(new NewTopic(marbles.topic(), 2, (short) 1)))
                    .all()
                    .get(60, TimeUnit.SECONDS);
        }
        try (var producer = new KafkaProducer<>(KAFKA, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String move : moves) {
                producer.send(new ProducerRecord<>(marbles.topic(), move.getBytes(UTF_8)))
                        .get(60, TimeUnit.SECONDS);
            }
        }
    }

    @AfterContainer
    static void close() {
        instance.close();
    }

    @BeforeTry
    void empty() {
        database.run("truncate marble, jar, job, rebuild_offset; update projection set slot = 0");
    }

    private static Jobs jobs(String owner) {
        return new Jobs(instance.pool, "marbles", owner);
    }

    /** As one whose holder has died. */
    private static Job claimed(Jobs jobs) {
        database.run("update job set expires_at = '-infinity' where status = 'running'");
        return get(jobs.claim(JobRunner.LEASE)).orElseThrow();
    }

    private static void isTheFold() {
        var jars = new TreeMap<String, Long>();
        database.query("select jar || ' ' || marbles from live_jar where marbles <> 0").stream()
                .map(line -> line.split(" "))
                .forEach(line -> jars.put(line[0], Long.valueOf(line[1])));
        assertThat(jars).isEqualTo(FOLD);
    }

    @Property(tries = 12)
    void whereverItDiesAnotherGoesOnAndTheAggregatesAreThoseOfTheRows(
            @ForAll @Size(max = 4) List<@IntRange(min = 1, max = 40) Integer> deaths) throws Exception {
        var model = new Mortal(marbles, new AtomicInteger(), deaths);
        Job job = get(jobs("").start(Job.REBUILD));
        for (int life = 0; ; life++) {
            var jobs = jobs("life " + life);
            try {
                new Rebuild(instance.pool, jobs, model, KAFKA, SMALL).perform(claimed(jobs), model::live);
                break;
            } catch (Mortal.Death e) {
                assertThat(database.query("select slot from projection where name = 'marbles'"))
                        .containsExactly("0");
            }
        }
        assertThat(get(jobs("").get(Job.REBUILD, job.id())).orElseThrow().status())
                .isEqualTo("done");
        isTheFold();
    }

    @Example
    void whatALostHolderLoadsLateChangesNothing() throws Exception {
        Job job = get(jobs("").start(Job.REBUILD));
        Jobs lost = jobs("lost");
        Job claimed = claimed(lost);
        short slot = new Slots(instance.pool, marbles, lost).reserve(claimed, true);
        try (var replay = new Replay(KAFKA, instance.pool, job.id(), marbles.sources(instance.pool, slot), 16)) {
            var load = new Load(instance.pool, lost, claimed, slot, replay);
            load.step();
            load.settle();
            Jobs next = jobs("next");
            new Rebuild(instance.pool, next, marbles, KAFKA, SMALL).perform(claimed(next), () -> false);
            isTheFold();

            database.run("delete from marble");
            load.step();
            assertThatThrownBy(load::settle).isInstanceOf(JobEndedException.class);
            assertThat(database.number("select count(*) from marble")).isZero();
        }
    }

    @Example
    void nothingIsLoadedOnceTheRowsAreBeingAddedUp() throws Exception {
        Job job = get(jobs("").start(Job.REBUILD));
        Jobs holder = jobs("holder");
        Job claimed = claimed(holder);
        short slot = new Slots(instance.pool, marbles, holder).reserve(claimed, true);
        try (var replay = new Replay(KAFKA, instance.pool, job.id(), marbles.sources(instance.pool, slot), 16)) {
            var load = new Load(instance.pool, holder, claimed, slot, replay);
            load.step();
            load.settle();
            long loaded = database.number("select count(*) from marble");
            Filling.loaded(claimed);
            assertThat(get(holder.renew(instance.pool, claimed, JobRunner.LEASE, 0.5)))
                    .isTrue();
            load.step();
            assertThatThrownBy(load::settle).isInstanceOf(JobEndedException.class);
            assertThat(database.number("select count(*) from marble"))
                    .isEqualTo(loaded)
                    .isPositive();
        }
    }

    /** An older release knows no slot but one whose aggregates are kept up: it empties this one, and begins anew. */
    @Example
    void theJobNamesItsSlotOnlyWhenItsAggregatesAreKeptUp() throws Exception {
        Job job = get(jobs("").start(Job.REBUILD));
        Jobs holder = jobs("holder");
        Job claimed = claimed(holder);
        new Slots(instance.pool, marbles, holder).reserve(claimed, true);
        assertThat(get(holder.get(Job.REBUILD, job.id())).orElseThrow().detail().containsKey("slot"))
                .isFalse();
        new Rebuild(instance.pool, holder, marbles, KAFKA, SMALL).perform(claimed, () -> false);
        assertThat(get(holder.get(Job.REBUILD, job.id())).orElseThrow().detail().getInteger("slot"))
                .isEqualTo(1);
    }

    @Example
    void whatTheDatabaseRefusesIsPassedOver() throws Exception {
        Job job = get(jobs("").start(Job.REBUILD));
        Jobs holder = jobs("holder");
        new Rebuild(instance.pool, holder, marbles, KAFKA, new Rebuild.Sizes(1_000, 0))
                .perform(claimed(holder), () -> false);
        assertThat(get(holder.get(Job.REBUILD, job.id())).orElseThrow().detail().getInteger("setAside"))
                .isEqualTo(2);
        isTheFold();
    }
}
