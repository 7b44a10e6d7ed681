package dev.starfold.eventstore.edge;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names in an answer of 405 the methods that the path does have, as RFC 9110, section 15.5.6, demands. They are those of the
 * OpenAPI document, since the framework keeps to itself what it knows of them; read when first asked for.
 */
@Singleton
public class AllowedMethods implements ProblemPostProcessor {

    private static final String DOCUMENT = "<default>";

    private final OpenApiDocumentService documents;
    private volatile @Nullable Map<Pattern, Set<String>> methods;

    AllowedMethods(OpenApiDocumentService documents) {
        this.documents = documents;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        return problem.getStatusCode() == 405
                ? HttpProblem.builder(problem)
                        .withHeader(HttpHeaders.ALLOW, String.join(", ", of(context.path)))
                        .build()
                : problem;
    }

    private Set<String> of(String path) {
        Map<Pattern, Set<String>> known = methods;
        if (known == null) {
            known = read();
            methods = known;
        }
        return known.entrySet().stream()
                .filter(paths -> paths.getKey().matcher(path).matches())
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(Set.of());
    }

    /** Those with fewer variables first, as the framework looks for them. */
    private Map<Pattern, Set<String>> read() {
        try {
            JsonNode document = new ObjectMapper().readTree(documents.getDocument(DOCUMENT, Format.JSON));
            Map<Pattern, Set<String>> read = new LinkedHashMap<>();
            document.path("paths").properties().stream()
                    .sorted(comparing(
                            path -> path.getKey().chars().filter(c -> c == '{').count()))
                    .forEach(path -> read.put(paths(path.getKey()), methods(path.getValue())));
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A template's literal parts hold nothing that a pattern would take for more than itself. */
    private static Pattern paths(String template) {
        return Pattern.compile(template.replaceAll("\\{[^}]*}", "[^/]+") + "/?");
    }

    private static Set<String> methods(JsonNode path) {
        Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
        path.fieldNames().forEachRemaining(name -> {
            switch (name) {
                case "get" -> methods.addAll(Set.of("GET", "HEAD"));
                case "post", "put", "delete", "patch" -> methods.add(name.toUpperCase(Locale.ROOT));
                default -> {} // what all methods of the path share
            }
        });
        return methods;
    }
}
