package dev.starfold.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.eventstore.Command.Idempotency;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever mixture of commands arrives at two instances at once, the log is the fold of what was acknowledged. */
class StoreProperties {

    private static TestDatabase database;
    private static List<Instance> instances;

    @BeforeContainer
    static void start() {
        database = new TestDatabase();
        instances = List.of(new Instance(database), new Instance(database));
    }

    @AfterContainer
    static void stop() {
        instances.forEach(Instance::close);
    }

    enum Kind {
        ADD,
        RESET,
        NOTHING,
        THROWS,
        REJECTED_BY_SQL,
        KEYED
    }

    /** {@code key}: commands of kind KEYED with the same key on the same stream are one. */
    record Given(Kind kind, int stream, int amount, int instance, int key) {}

    @Provide
    Arbitrary<List<Given>> commands() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 2))
                .as(Given::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Property(tries = 40)
    void theLogIsTheFoldOfWhatWasAcknowledged(@ForAll("commands") List<Given> given) {
        UUID run = UUID.randomUUID();
        List<Future<Outcome<Tally>>> answers = new ArrayList<>();
        for (Given g : given) {
            answers.add(instances.get(g.instance).store.execute(command(run, g)));
        }
        Set<String> acknowledged = new HashSet<>();
        Set<String> keyed = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            Given g = given.get(i);
            boolean fails = g.kind == Kind.THROWS || g.kind == Kind.REJECTED_BY_SQL;
            Outcome<Tally> outcome = outcome(answers.get(i));
            assertThat(outcome == null).as("%s", g).isEqualTo(fails);
            if (outcome != null) {
                outcome.appended().forEach(event -> acknowledged.add(event.id()));
                if (g.kind == Kind.KEYED && !outcome.replayed()) {
                    assertThat(keyed.add(g.stream + "/" + g.key))
                            .as("a key succeeds once")
                            .isTrue();
                }
            }
        }
        for (int stream = 0; stream < 4; stream++) {
            UUID id = stream(run, stream);
            List<Recorded<Tally>> history = Instance.get(
                            instances.getFirst().log.streams(instances.getFirst().pool, List.of(id)))
                    .getOrDefault(id, List.of());
            for (int i = 0; i < history.size(); i++) {
                assertThat(history.get(i).version()).isEqualTo(i + 1);
                assertThat(acknowledged.remove(history.get(i).id())).isTrue();
            }
            List<String> total = database.query("select amount from total where stream = '%s'".formatted(id));
            assertThat(total).isEqualTo(history.isEmpty() ? List.of() : List.of("" + Instance.total(history)));
        }
        assertThat(acknowledged).as("acknowledged, but not in the log").isEmpty();
    }

    private static UUID stream(UUID run, int stream) {
        return NameUuid.of(run, "stream " + stream);
    }

    private static Command<Tally, String> command(UUID run, Given g) {
        UUID stream = stream(run, g.stream);
        Idempotency key = g.kind == Kind.KEYED
                ? new Idempotency(NameUuid.of(stream, "key " + g.key), NameUuid.of(stream, "digest"))
                : null;
        Command.Decision<Tally> decision = history -> switch (g.kind) {
            case ADD, KEYED -> List.of(new Tally.Added(g.amount, ""));
            case RESET -> List.of(new Tally.Reset(), new Tally.Added(g.amount, "after"));
            case NOTHING -> List.of();
            case THROWS -> throw new IllegalStateException("no");
            case REJECTED_BY_SQL -> List.of(new Tally.Added(1, "\0"));
        };
        return new Command<>(stream, decision, Metadata.of("ana", null), "", key);
    }

    private static Outcome<Tally> outcome(Future<Outcome<Tally>> answer) {
        try {
            return Instance.get(answer);
        } catch (RuntimeException rejected) {
            return null;
        }
    }
}
