package dev.starfold.review.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.Internals;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;

/** Fails on an answer of the API that its OpenAPI document does not describe, and on a refusal that tells of the service's inside. */
final class AnswerCheck implements Filter {

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response answer = context.next(request, expected);
        String address = request.getURI();
        String service = RestAssured.baseURI + ":" + RestAssured.port;
        String path = pathOf(address);
        // Health, the documents and the tests' own addresses are no part of the API.
        if (address.startsWith(service + "/") && !path.startsWith("/q/") && !path.matches("/(asyncapi|schemas/).*")) {
            assertThat(OpenApi.served()
                            .faults(
                                    request.getMethod(),
                                    path,
                                    answer.statusCode(),
                                    answer.contentType(),
                                    answer.asString()))
                    .as("%s %s: %s %s", request.getMethod(), address, answer.statusCode(), answer.asString())
                    .isEmpty();
            if (answer.statusCode() >= 400) {
                assertThat(Internals.in(answer.asString()))
                        .as(answer.asString())
                        .isEmpty();
            }
        }
        return answer;
    }

    private static String pathOf(String address) {
        String path = address.replaceFirst("^[a-z]+://[^/]*", "").replaceFirst("[?#].*", "");
        try {
            // An escaped slash is part of a segment.
            return new URI(path.replaceAll("(?i)%2F", "%252F")).getPath();
        } catch (java.net.URISyntaxException e) {
            return path;
        }
    }
}
