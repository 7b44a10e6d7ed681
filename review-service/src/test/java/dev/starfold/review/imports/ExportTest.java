package dev.starfold.review.imports;

import static dev.starfold.review.Api.as;
import static dev.starfold.review.Api.asModerator;
import static dev.starfold.review.Api.asOperator;
import static dev.starfold.review.Api.eraseText;
import static dev.starfold.review.Api.hide;
import static dev.starfold.review.Api.importLines;
import static dev.starfold.review.Api.line;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.revise;
import static dev.starfold.review.Api.submitted;
import static dev.starfold.review.Api.withdraw;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class ExportTest {

    private final String subject = newSubject();

    @Test
    void exportsAreForOperators() {
        get("/exports/reviews").then().statusCode(401);
        as(newUser()).get("/exports/reviews").then().statusCode(403);
        asModerator().get("/exports/reviews").then().statusCode(403);
        asOperator().get("/exports/reviews?subject=" + subject).then().statusCode(400);
        asOperator().accept("text/html").get("/exports/reviews").then().statusCode(406);
    }

    @Test
    void whatIsExportedIsWhatAnImportMakesElsewhere() {
        String[] lines = IntStream.range(0, 250)
                .mapToObj(i -> line(
                        subject,
                        newUser(),
                        "\"score\": 7, \"body\": \"B — %d \\n\\u2028\", \"source\": {\"n\": %d.50}".formatted(i, i)))
                .toArray(String[]::new);
        importLines(lines).then().body("accepted", is(250));
        submitted(
                newUser(),
                subject,
                "\"score\": 5, \"headline\": \"h\", \"body\": \"b\", \"spoiler\": true, \"language\": \"pt-br\"");
        String hidden =
                submitted(newUser(), subject, "\"score\": 2, \"progress\": {\"consumed\": 1}, \"preliminary\": true");
        hide(hidden);
        String erased = submitted(newUser(), subject, "\"score\": 2, \"body\": \"gone\"");
        eraseText(erased, 1);
        String author = newUser();
        revise(author, submitted(author, subject, "\"score\": 2"), 1, "\"score\": 9, \"body\": \"anew\"");
        String gone = newUser();
        withdraw(gone, submitted(gone, subject, "\"score\": 2"));
        List<String> exported = export(subject);
        assertThat(exported)
                .hasSize(254)
                .noneMatch(line -> line.contains(gone))
                .noneMatch(line -> line.contains("\"gone\""));
        assertThat(exported)
                .filteredOn(line -> line.contains("\"visibility\":\"hidden\""))
                .hasSize(1);
        String elsewhere = newSubject();
        String[] moved =
                exported.stream().map(line -> line.replace(subject, elsewhere)).toArray(String[]::new);
        importLines(moved).then().body("accepted", is(254));
        assertThat(export(elsewhere)).containsExactlyInAnyOrder(moved);
        importLines(moved).then().body("unchanged", is(254));
    }

    private static List<String> export(String subject) {
        String all = asOperator()
                .get("/exports/reviews")
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();
        assertThat(all).endsWith("}\n");
        return all.lines().filter(line -> line.contains(subject)).toList();
    }
}
