package dev.starfold.local;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Prints every subject's mean score, from the events alone: per review the newest version wins, whole. */
public class MeanScores {

    record Review(String reviewId, String subject, Integer score, String status, int version) {}

    public static void main(String[] arguments) throws Exception {
        Map<String, Review> newest = new HashMap<>();
        ObjectMapper json = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                arguments[0],
                "group.id",
                "mean-scores",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                "false");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("review-events"));
            while (true) {
                var records = consumer.poll(Duration.ofSeconds(1));
                for (var record : records) {
                    Review review = json.readValue(record.value(), Review.class);
                    newest.merge(review.reviewId(), review, (a, b) -> b.version() > a.version() ? b : a);
                }
                if (!records.isEmpty()) {
                    Map<String, Double> means = newest.values().stream()
                            .filter(review -> review.status().equals("public"))
                            .collect(Collectors.groupingBy(
                                    Review::subject, TreeMap::new, Collectors.averagingInt(Review::score)));
                    System.out.println(means);
                }
            }
        }
    }
}
