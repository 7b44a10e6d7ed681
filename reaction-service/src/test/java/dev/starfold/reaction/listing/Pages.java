package dev.starfold.reaction.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Walks through a list by its links. */
final class Pages {

    private Pages() {}

    /** A field of every item on every page, each page asked for by {@code follow} as it stands in the link. */
    static List<List<String>> walk(String first, String field, Function<String, Response> follow) {
        List<List<String>> pages = new ArrayList<>();
        String next = first;
        while (next != null) {
            Response page = follow.apply(next).then().statusCode(200).extract().response();
            pages.add(page.path("items." + field));
            next = nextLink(page);
        }
        return pages;
    }

    static String nextLink(Response page) {
        String link = page.header("Link");
        if (link == null) {
            assertThat(page.<String>path("next")).isNull();
            return null;
        }
        assertThat(link).startsWith("</reactions/").endsWith(">; rel=\"next\"").contains(page.<String>path("next"));
        return link.substring(1, link.indexOf('>'));
    }
}
