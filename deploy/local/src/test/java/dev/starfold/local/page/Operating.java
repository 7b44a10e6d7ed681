package dev.starfold.local.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.local.faults.Topics;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What operators see and do. */
interface Operating {

    Stage stage();

    @Test
    default void operatorsSeeThePipelineAndVerifyIt() {
        var chromium = stage().chromium();
        stage().signIn("otto", "operator");
        chromium.open("/operations");
        chromium.untilText("[aria-labelledby=service-rating] .stage", "generation 1");
        chromium.run("document.querySelector('[aria-label=\"Verify, rating\"]').click()");
        chromium.untilText("[aria-labelledby=service-rating] .job", "no drift");
        chromium.run("document.querySelector('[aria-label=\"Rebuild, rating\"]').click()");
        chromium.untilText("[aria-labelledby=service-rating] .stage", "generation 2");
    }

    /** One that can't be read at all, and one that can be by now, as after a deployment that mends a reader. */
    @Test
    default void whatWasSetAsideIsSentThroughAgainOnceItCanBeRead() throws Exception {
        var chromium = stage().chromium();
        String subject = stage().subject();
        String letters = "[aria-labelledby=letters-rating] ";
        try (var topics = new Topics("localhost:" + stage().system().options().port("kafka"))) {
            topics.send(List.of(new ProducerRecord<>("review-events", subject.getBytes(UTF_8), "{}".getBytes(UTF_8))));
            stage().signIn("otto", "operator");
            chromium.open("/operations");
            chromium.untilText(letters, "reviewId is missing");
            chromium.untilText("[aria-labelledby=service-rating] [data-mood=bad]", "1 dead letter");
            chromium.find(letters + "button").click();
            chromium.untilText(letters + ".notice.bad", "reviewId is missing");

            topics.send(List.of(readable()));
            chromium.untilText("[aria-labelledby=service-rating] .stage", "2 dead letters");
            chromium.untilText(letters, "not known yet");
        }
        chromium.run("[...document.querySelectorAll('.letter')].find(it => it.innerText.includes('not known yet'))"
                + ".querySelector('button').click()");
        chromium.untilText(letters + ".letter", "Went through");
        assertThat(chromium.violations()).isEmpty();
        chromium.open("/operations");
        chromium.untilText(letters + ".letter", "Went through");
        chromium.untilText("[aria-labelledby=service-rating] .stage", "2 dead letters, 1 gone through since");
        chromium.open("/subjects/" + subject);
        chromium.untilText(".rating-mean strong", "8.00");
    }

    private ProducerRecord<byte[], byte[]> readable() {
        String subject = stage().subject();
        String state = """
                {"reviewId": "%s", "subject": "%s", "author": "ben", "score": 8, "recommendation": "recommended",
                 "status": "public", "version": 1, "submittedAt": "2026-01-01T00:00:00Z"}
                """.formatted(UUID.randomUUID(), subject);
        var letter = new ProducerRecord<>("rating-dead-letters", subject.getBytes(UTF_8), state.getBytes(UTF_8));
        Map.of("topic", "review-events", "partition", "0", "offset", "7", "cause", "its schema is not known yet")
                .forEach((name, text) -> letter.headers().add("dead-letter-" + name, text.getBytes(UTF_8)));
        return letter;
    }
}
