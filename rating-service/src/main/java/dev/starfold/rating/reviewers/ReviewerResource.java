package dev.starfold.rating.reviewers;

import static java.util.stream.Collectors.toMap;

import dev.starfold.rating.problem.Parameters;
import dev.starfold.rating.problem.Problems;
import dev.starfold.rating.problem.WellFormed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;

/** Authors, as their counted reviews show them. */
@Path("/reviewers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reviewers", description = "What the reviews of an author add up to")
@APIResponse(responseCode = "400", ref = "Validation")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class ReviewerResource {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** One query, so that all figures belong to one moment; scores and kinds are told apart by their names. */
    private static final String COUNTS = """
            with counted as (
                select review_id, subject, score from live_review
                where author = :author and status = 'public' and not excluded
            )
            select cast(score as text), count(*) from counted group by score
            union all
            select kind, count(*)
            from counted cross join lateral (
                select kind from live_reaction
                where review_id = counted.review_id and subject = counted.subject and active
                offset 0
            ) given
            group by kind
            """;

    private final Mutiny.SessionFactory sessions;

    ReviewerResource(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @GET
    @Path("/{author}")
    @Operation(
            operationId = "reviewer",
            summary = "What the reviews of an author add up to",
            description = "Over the author's counted reviews. One who wrote none, or is not known, has `count` 0.")
    @APIResponse(responseCode = "200", description = "The reviewer")
    public Uni<Reviewer> reviewer(
            @Parameter(
                            description = "A user id, percent-encoded",
                            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 255),
                            example = "ana")
                    @PathParam("author")
                    String author,
            @Context UriInfo uri) {
        Parameters.allow(uri);
        if (!WellFormed.userId(author)) {
            throw Problems.invalid("author", "must be a user id of 1 to 255 characters");
        }
        return sessions.withStatelessSession(session -> session.createNativeQuery(COUNTS, Object[].class)
                        .setParameter("author", author)
                        .getResultList())
                .map(rows ->
                        Reviewer.of(author, rows.stream().collect(toMap(row -> (String) row[0], row -> (Long) row[1]))))
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> Problems.unavailable());
    }
}
