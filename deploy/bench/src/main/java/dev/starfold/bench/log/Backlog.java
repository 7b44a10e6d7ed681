package dev.starfold.bench.log;

import dev.starfold.bench.Lab;
import dev.starfold.bench.load.Http;
import dev.starfold.local.Service;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Reviews put into the log by SQL, many at once, and sent to Kafka by the relay: each is a copy of one that was submitted over
 * HTTP, with its own ids, subject, author and score.
 *
 * @param topic where they are
 * @param from the offsets of the first
 * @param to the offsets behind the last
 * @param sent events a second that the relay sent
 */
public record Backlog(String topic, Map<TopicPartition, Long> from, Map<TopicPartition, Long> to, double sent) {

    private static final String TOPIC = "review-events";

    private static final String TEMPLATE = """
            {"subject":"template:1","score":7,"headline":"A template","body":"To be copied.","progress":{"consumed":1}}""";

    private static final String EVENTS = """
            insert into event (stream_id, version, type, schema, data, metadata)
            select gen_random_uuid(), 1, t.type, t.schema,
                   t.data || jsonb_build_object('review', gen_random_uuid(), 'subject', '%1$s:' || i %% %3$d,
                       'author', 'author-' || i, 'content', (t.data -> 'content') || jsonb_build_object('score', 1 + i * 7 %% 10)),
                   t.metadata || jsonb_build_object('command', gen_random_uuid())
            from generate_series(0, %2$d - 1) i,
                 (select * from event where data ->> 'subject' = 'template:1' limit 1) t
            """;

    private static final String ROWS = """
            insert into review (id, stream_id, subject, author, score, recommendation, spoiler, preliminary, progress_consumed,
                progress_total, language, has_body, text_erased, status, version, content_version, submitted_at)
            select (e.data ->> 'review')::uuid, e.stream_id, e.data ->> 'subject', e.data ->> 'author',
                (e.data -> 'content' ->> 'score')::int, t.recommendation, t.spoiler, t.preliminary, t.progress_consumed,
                t.progress_total, t.language, false, t.text_erased, t.status, 1, 1, t.submitted_at
            from event e, (select * from review where subject = 'template:1' limit 1) t
            where e.data ->> 'subject' like '%s:%%'
            """;

    /** Reviews of so many subjects {@code type:0}, {@code type:1} …, in the log alone. */
    public static Backlog of(Lab lab, String type, int count, int subjects) throws Exception {
        if (lab.number(Service.REVIEW, "select count(*) from event where data ->> 'subject' = 'template:1'") == 0) {
            try (Http http = new Http(lab.port(Service.REVIEW))) {
                http.send("POST", "/reviews", lab.token("template"), TEMPLATE).require(201);
            }
        }
        Settled.awaitSent(lab);
        try (Offsets offsets = new Offsets(lab.bootstrapServers())) {
            Map<TopicPartition, Long> from = offsets.ends(TOPIC);
            lab.sql(Service.REVIEW, EVENTS.formatted(type, count, subjects));
            long began = System.nanoTime();
            Settled.awaitSent(lab);
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Backlog(TOPIC, from, offsets.ends(TOPIC), count / seconds);
        }
    }

    /** The same, also in the table of reviews, so that they can be read and reacted to like any other. */
    public static Backlog withRows(Lab lab, String type, int count, int subjects) throws Exception {
        Backlog backlog = of(lab, type, count, subjects);
        lab.sql(Service.REVIEW, ROWS.formatted(type));
        return backlog;
    }

    /** How many events. */
    public long size() {
        return Offsets.sum(to) - Offsets.sum(from);
    }
}
