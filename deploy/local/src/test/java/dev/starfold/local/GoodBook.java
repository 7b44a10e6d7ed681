package dev.starfold.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** A book's real ratings by stars, and the average that was published of them. */
record GoodBook(String id, List<Integer> stars, int ratings, BigDecimal published) {

    static List<GoodBook> smallest(int count) throws IOException {
        try (BufferedReader csv = new BufferedReader(new InputStreamReader(
                GoodBook.class.getResourceAsStream("/goodbooks-10.csv"), StandardCharsets.UTF_8))) {
            return csv.lines()
                    .filter(line -> Character.isDigit(line.charAt(0)))
                    .map(line -> line.split(","))
                    .map(f -> new GoodBook(
                            f[0],
                            Arrays.stream(f, 1, 6).map(Integer::valueOf).toList(),
                            Integer.parseInt(f[6]),
                            new BigDecimal(f[7])))
                    .sorted(Comparator.comparing(GoodBook::ratings))
                    .limit(count)
                    .toList();
        }
    }

    String subject() {
        return "book:" + id;
    }

    /** A score is twice the stars. */
    BigDecimal average(long sumOfScores) {
        return BigDecimal.valueOf(sumOfScores).divide(BigDecimal.valueOf(2L * ratings), 2, RoundingMode.HALF_UP);
    }

    /** One review per rating, from as many users, in one import. */
    void importAll(TestSystem system) throws Exception {
        StringBuilder lines = new StringBuilder();
        int user = 0;
        for (int star = 1; star <= 5; star++) {
            for (int i = 0; i < stars.get(star - 1); i++) {
                lines.append("{\"subject\":\"%s\",\"author\":\"reader-%d\",\"score\":%d}\n"
                        .formatted(subject(), user++, 2 * star));
            }
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(system.url() + "/imports"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + system.token("otto", "operator"))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(lines.toString()))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).contains("\"accepted\":" + ratings + ",");
        }
    }

    /** One review per rating, from as many users, 64 at a time. */
    void submitAll(TestSystem system) throws Exception {
        Semaphore slots = new Semaphore(64);
        List<Future<Integer>> answers = new ArrayList<>();
        try (HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
            int user = 0;
            for (int star = 1; star <= 5; star++) {
                for (int i = 0; i < stars.get(star - 1); i++) {
                    HttpRequest request = request(system, "reader-" + user++, 2 * star);
                    slots.acquire();
                    answers.add(users.submit(() -> {
                        try {
                            return http.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode();
                        } finally {
                            slots.release();
                        }
                    }));
                }
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(201);
            }
        }
    }

    private HttpRequest request(TestSystem system, String user, int score) {
        return HttpRequest.newBuilder(URI.create(system.url() + "/reviews"))
                .header("Authorization", "Bearer " + system.token(user))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"subject\":\"%s\",\"score\":%d}".formatted(subject(), score)))
                .build();
    }
}
