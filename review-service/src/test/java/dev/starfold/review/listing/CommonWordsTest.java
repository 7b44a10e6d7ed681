package dev.starfold.review.listing;

import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.review.Database;
import dev.starfold.review.OnRealServers;
import dev.starfold.review.search.SearchQuery;
import dev.starfold.review.store.Reads;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class CommonWordsTest {

    @Inject
    Reads reads;

    @Test
    void areThoseThatStatisticsTellOf() throws Throwable {
        for (int i = 0; i < 3; i++) {
            submitted(newUser(), newSubject(), "\"score\": 7, \"body\": \"ubiquitous\"");
        }
        Database.run("analyze review_search");
        var words = new CommonWords();
        Set<Integer> common = VertxContextSupport.subscribeAndAwait(() -> reads.run(words::keys));
        assertThat(CommonWords.findFew(search("ubiquitous"), common)).isFalse();
        assertThat(CommonWords.findFew(search("unheard-of or ubiquitous"), common))
                .isFalse();
        assertThat(CommonWords.findFew(search("ubiquitous unheard-of"), common)).isTrue();
        assertThat(CommonWords.findFew(search("ubiquitous -unheard-of"), common))
                .isFalse();
    }

    private static SearchQuery search(String typed) {
        return Objects.requireNonNull(SearchQuery.of(typed));
    }
}
