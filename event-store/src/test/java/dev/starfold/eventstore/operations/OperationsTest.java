package dev.starfold.eventstore.operations;

import static dev.starfold.eventstore.Instance.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.eventstore.Instance;
import dev.starfold.eventstore.TestDatabase;
import dev.starfold.eventstore.projection.DatabaseFaults;
import dev.starfold.eventstore.projection.DeadLetters;
import dev.starfold.eventstore.projection.LogConsumer;
import dev.starfold.eventstore.projection.Patience;
import dev.starfold.eventstore.projection.ProjectionMetrics;
import dev.starfold.eventstore.projection.Refused;
import dev.starfold.eventstore.projection.Source;
import dev.starfold.eventstore.projection.TopicIdentity;
import io.vertx.core.Promise;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperationsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, Object> kafka =
            Map.of("bootstrap.servers", EmbeddedServers.kafka().bootstrapServers());
    private final TestDatabase database = new TestDatabase();
    private final Instance instance = new Instance(database);
    private final String topic = "marbles-" + database.name;
    private final Marbles marbles = new Marbles(topic, false);
    private final Jobs jobs = new Jobs(instance.pool, "marbles", "a");
    private final DeadLetterLog letters = new DeadLetterLog(kafka, topic + "-dead", instance.pool, marbles);
    private final List<AutoCloseable> closing = new ArrayList<>();

    @BeforeEach
    void aTopicOfTwoPartitions() throws Exception {
        database.run(Marbles.SCHEMA);
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get(60, TimeUnit.SECONDS);
        }
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : closing.reversed()) {
            resource.close();
        }
        instance.close();
    }

    private JobRunner runner(Jobs of) {
        Map<String, Work> works = Map.of(
                Job.REBUILD, new Rebuild(instance.pool, of, marbles, kafka),
                Job.VERIFICATION, new Verification(instance.pool, of, marbles));
        JobRunner runner = new JobRunner(of, "marbles", works, instance.metrics, Duration.ofMillis(100));
        runner.start();
        closing.add(runner);
        return runner;
    }

    /** Produces the moves, and folds them into the live slot as a consumer would. */
    private void moves(String... moves) throws Exception {
        var sent = new ArrayList<Future<?>>();
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        // One at a time: of several on their way to a topic that has just been made, one may go ahead, and the others
        // never arrive.
        var settings = new HashMap<>(kafka);
        settings.put("max.in.flight.requests.per.connection", 1);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String move : moves) {
                byte[] key = move.split(" ")[0].getBytes(UTF_8);
                sent.add(producer.send(new ProducerRecord<>(topic, key, move.getBytes(UTF_8))));
                records.add(new ConsumerRecord<>(topic, 0, records.size(), key, move.getBytes(UTF_8)));
            }
            for (Future<?> acknowledgement : sent) {
                acknowledgement.get(60, TimeUnit.SECONDS);
            }
        }
        try (var identity = new TopicIdentity(kafka)) {
            var tools = new LogConsumer.Tools(
                    new DeadLetters(kafka, topic + "-dead"),
                    new ProjectionMetrics(instance.metrics, topic),
                    new Patience(),
                    identity);
            new LogConsumer<>(marbles.source(instance.pool, null), offsets -> {}, tools)
                    .consume(new ConsumerRecords<>(Map.of(new TopicPartition(topic, 0), records), new HashMap<>()));
        }
    }

    private void fillJars(int marblesInEach) throws Exception {
        var moves = new ArrayList<String>();
        for (int i = 0; i < marblesInEach * 10; i++) {
            moves.add("%d jar%d 1".formatted(i, i % 10));
        }
        moves(moves.toArray(String[]::new));
    }

    private Job ended(Job job) {
        await().atMost(PATIENCE).until(() -> !now(job).isRunning());
        return now(job);
    }

    private Job now(Job job) {
        return get(jobs.get(job.kind(), job.id())).orElseThrow();
    }

    private void drift() {
        database.run("update jar set marbles = marbles + 7 where jar = 'jar3'");
    }

    @Test
    void driftIsFoundWithItsNameAndHealedByARebuild() throws Exception {
        runner(jobs);
        fillJars(50);
        Job sound = ended(get(jobs.start(Job.VERIFICATION)));
        assertThat(sound.detail().getLong("checked")).isEqualTo(10);
        assertThat(sound.detail().getLong("drift")).isZero();

        drift();
        Job drifted = ended(get(jobs.start(Job.VERIFICATION)));
        assertThat(drifted.status()).isEqualTo("done");
        assertThat(drifted.detail().getLong("drift")).isOne();
        assertThat(drifted.detail().getJsonArray("drifted").getString(0)).isEqualTo("jar jar3: 57, folded 50");
        await().atMost(PATIENCE)
                .until(() -> instance.metrics
                                .get("starfold.projection.drift")
                                .gauge()
                                .value()
                        == 1);

        Job rebuilt = ended(get(jobs.start(Job.REBUILD)));
        assertThat(rebuilt.status()).isEqualTo("done");
        assertThat(rebuilt.progress()).isEqualTo(1);
        assertThat(rebuilt.detail().getLong("records")).isEqualTo(500);
        assertThat(ended(get(jobs.start(Job.VERIFICATION))).detail().getLong("drift"))
                .isZero();
        assertThat(database.query("select distinct marbles from live_jar")).containsExactly("50");
        assertThat(database.number("select generation from projection where name = 'marbles'"))
                .isEqualTo(2);
        assertThat(database.number("select count(*) from marble where slot = 0"))
                .isZero();
    }

    @Test
    void readersNeverSeeAHalfBuiltGenerationNorAnOlderState() throws Exception {
        runner(jobs);
        fillJars(300);
        Job job = get(jobs.start(Job.REBUILD));
        int version = 1;
        while (now(job).isRunning()) {
            version++;
            moves("5 jar6 " + version, "5 jar5 " + (version + 1));
            version++;
            assertThat(database.query("select marbles from live_jar where jar = 'jar5'"))
                    .containsExactly("300");
            assertThat(database.number("select sum(marbles) from live_jar")).isEqualTo(3_000);
        }
        assertThat(now(job).status()).isEqualTo("done");
        assertThat(database.number("select version from marble where id = 5 and slot = 1"))
                .isEqualTo(version);
        moves("5 jar9 " + (version + 1));
        assertThat(database.query("select marbles from live_jar where jar = 'jar9'"))
                .containsExactly("301");
    }

    @Test
    void aLogThatForgotSomethingIsRefusedAndTheLiveGenerationStays() throws Exception {
        runner(jobs);
        fillJars(5);
        try (Admin admin = Admin.create(kafka)) {
            admin.deleteRecords(Map.of(
                            new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(3),
                            new TopicPartition(topic, 1), RecordsToDelete.beforeOffset(3)))
                    .all()
                    .get(60, TimeUnit.SECONDS);
        }
        Job job = ended(get(jobs.start(Job.REBUILD)));
        assertThat(job.status()).isEqualTo("failed");
        assertThat(job.detail().getString("cause"))
                .matches("behind the live generation: marble \\d+ is at version 1 there");
        assertThat(database.number("select sum(marbles) from live_jar")).isEqualTo(50);
        assertThat(database.number("select generation from projection where name = 'marbles'"))
                .isOne();
    }

    @Test
    void anotherInstanceGoesOnWhereOneWasStopped() throws Exception {
        fillJars(1_000);
        JobRunner first = runner(jobs);
        Job job;
        // The append to its offsets waits, so the job stands amid its work.
        try (Connection blocking = database.connect()) {
            blocking.setAutoCommit(false);
            blocking.createStatement().execute("lock table rebuild_offset in exclusive mode");
            job = get(jobs.start(Job.REBUILD));
            first.wake();
            await().atMost(PATIENCE).until(() -> database.number("""
                    select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%rebuild_offset%'
                    """) == 1);
            // A process that dies leaves its lease behind.
            database.run("update job set owner = 'dead', expires_at = clock_timestamp() + interval '1 second'");
            blocking.rollback();
        }
        runner(new Jobs(instance.pool, "marbles", "b"));
        assertThat(ended(job).status()).isEqualTo("done");
        assertThat(database.query("select distinct marbles from live_jar")).containsExactly("1000");
    }

    @Test
    void aCancelledRebuildLeavesNothing() throws Exception {
        fillJars(10);
        JobRunner runner = runner(jobs);
        Job job;
        try (Connection blocking = database.connect()) {
            blocking.setAutoCommit(false);
            blocking.createStatement().execute("lock table rebuild_offset in exclusive mode");
            job = get(jobs.start(Job.REBUILD));
            assertThat(get(jobs.start(Job.REBUILD)).id()).as("one at a time").isEqualTo(job.id());
            runner.wake();
            await().atMost(PATIENCE).until(() -> database.number("select count(*) from marble where slot = 1") > 0);
            get(jobs.cancel(Job.REBUILD, job.id()));
            blocking.rollback();
        }
        assertThat(ended(job).status()).isEqualTo("cancelled");
        await().atMost(PATIENCE).until(() -> database.number("select count(*) from marble where slot = 1") == 0);
        assertThat(database.number("select generation from projection where name = 'marbles'"))
                .isOne();
        get(jobs.cancel(Job.REBUILD, job.id()));
        assertThat(now(job).status()).isEqualTo("cancelled");
    }

    @Test
    void aFreeSlotThatHoldsSomethingStillIsEmptied() throws Exception {
        fillJars(1);
        fillFreeSlot();
        runner(jobs);
        await().atMost(PATIENCE).until(() -> database.number("select count(*) from marble where slot = 1") == 0);
        fillFreeSlot();
        await().atMost(PATIENCE).until(() -> database.number("select count(*) from marble where slot = 1") == 0);
        assertThat(database.number("select count(*) from marble where slot = 0"))
                .isEqualTo(10);
    }

    @Test
    void aFreeSlotStaysAsItIsWhileARebuildRunsAlsoOneThatNobodyDoes() throws Exception {
        fillJars(1);
        Job job = get(jobs.start(Job.REBUILD));
        fillFreeSlot();
        var elsewhere = new Rebuild(instance.pool, new Jobs(instance.pool, "marbles", "b"), marbles, kafka);
        elsewhere.tidy();
        assertThat(database.number("select count(*) from marble where slot = 1"))
                .isEqualTo(10);
        get(jobs.cancel(Job.REBUILD, job.id()));
        elsewhere.tidy();
        assertThat(database.number("select count(*) from marble where slot = 1"))
                .isZero();
    }

    /** As where emptying it failed once, or what a cancelled rebuild had on its way came late. */
    private void fillFreeSlot() {
        database.run("insert into marble select 1, id, jar, version from marble where slot = 0");
    }

    @Test
    void aRecordSetAsideIsShownAndSentThroughAgain() throws Exception {
        moves("1 red 1", "nonsense", "2 broken 1", "3 red 1");
        assertThat(letters.count()).isEqualTo(2);
        List<SetAside> all = letters.page(null, 10);
        assertThat(all).extracting(SetAside::cause).anyMatch("not three words"::equals);
        assertThat(letters.page(all.getFirst().id(), 10)).containsExactly(all.getLast());

        SetAside broken = all.stream()
                .filter(letter -> "2 broken 1".equals(letter.value()))
                .findFirst()
                .orElseThrow();
        assertThat(broken.topic()).isEqualTo(topic);
        assertThat(broken.replayedAt()).isNull();
        assertThat(letters.replay(broken.id()).orElseThrow()).contains("check constraint");

        database.run("alter table marble drop constraint marble_jar_check");
        assertThat(letters.replay(broken.id())).isEmpty();
        assertThat(letters.get(broken.id()).orElseThrow().replayedAt()).isNotNull();
        assertThat(database.query("select marbles from live_jar where jar = 'broken'"))
                .containsExactly("1");
        assertThat(letters.get("0-999")).isEmpty();
        assertThat(letters.get("garbage")).isEmpty();
        assertThat(letters.get("77-0")).isEmpty();
    }

    @Test
    void theStatusTellsHowFarEachPartitionIs() throws Exception {
        fillJars(3);
        ProjectionStatus status =
                new ProjectionMonitor(kafka, instance.pool, jobs, "marbles", Map.of(topic, "readers")).status();
        assertThat(status.generation()).isOne();
        assertThat(status.drift()).isNull();
        assertThat(status.partitions()).hasSize(2);
        assertThat(status.partitions().stream()
                        .mapToLong(ProjectionStatus.Partition::lag)
                        .sum())
                .isEqualTo(30);
        assertThat(get(jobs.get(Job.REBUILD, UUID.randomUUID()))).isEmpty();
    }

    @Test
    void aPartitionThatIsMissingIsWaitedForAndNothingIsSetAsideForIt() {
        database.run("drop table marble_0, jar_0");
        var source = marbles.source(instance.pool, null);
        assertThatThrownBy(() -> DatabaseFaults.await(applied(source, "1 red 1")))
                .isNotInstanceOf(Refused.class)
                .hasMessageContaining("no partition");
        database.run("create table marble_0 partition of marble for values in (0)");
        database.run("create table jar_0 partition of jar for values in (0)");
        DatabaseFaults.await(applied(source, "1 red 1"));
        assertThat(database.query("select jar from live_jar")).containsExactly("red");
        assertThatThrownBy(() -> DatabaseFaults.await(applied(source, "1 broken 2")))
                .isInstanceOf(Refused.class);
    }

    private static <S> io.vertx.core.Future<Long> applied(Source<S> source, String move) {
        var record = new ConsumerRecord<>("", 0, 0, new byte[0], move.getBytes(UTF_8));
        return source.apply().apply(List.of(source.decode().apply(record)));
    }

    @Test
    void aJobWhoseLeaseWasGivenOutBeforeTheClockWasSetBackGoesOn() throws Exception {
        Job job = get(jobs.start(Job.VERIFICATION));
        database.run("update job set owner = 'dead', expires_at = now() + interval '1 hour'");
        runner(jobs);
        assertThat(ended(job).status()).isEqualTo("done");
    }

    @Test
    void aSwitchThatFallsSilentFreesTheLivePolls() throws Exception {
        moves("1 red 1");
        Promise<Optional<String>> silence = Promise.promise();
        var silent = (ReadModel) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ReadModel.class},
                (_, method, arguments) ->
                        method.getName().equals("behind") ? silence.future() : method.invoke(marbles, arguments));
        Work rebuild = new Rebuild(instance.pool, jobs, silent, kafka);
        var runner = new JobRunner(jobs, "marbles", Map.of(Job.REBUILD, rebuild), instance.metrics);
        runner.start();
        closing.add(runner);
        Job job = get(jobs.start(Job.REBUILD));
        await().atMost(PATIENCE).until(() -> database.number("""
                        select count(*) from pg_locks join pg_stat_activity using (pid)
                        where locktype = 'advisory' and mode = 'ExclusiveLock' and granted
                          and datname = '%s' and state = 'idle in transaction'
                        """.formatted(database.name)) == 1);
        moves("1 red 2");
        assertThat(now(job).isRunning()).isTrue();
        var interruptions =
                instance.metrics.get("starfold.projection.job.interruptions").counter();
        assertThat(interruptions.count()).as("it was still silent").isZero();
        silence.complete(Optional.empty());
        await().atMost(PATIENCE).until(() -> interruptions.count() == 1);
    }
}
