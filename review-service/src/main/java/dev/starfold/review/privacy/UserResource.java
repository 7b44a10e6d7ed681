package dev.starfold.review.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.starfold.review.http.Caller;
import dev.starfold.review.http.QueryFields;
import dev.starfold.review.http.WellFormed;
import dev.starfold.review.store.Reads;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** What the service holds of a user, for the user and for operators. */
@Path("/users")
@Produces(MediaType.APPLICATION_JSON)
public class UserResource {

    private final Erasures erasures;
    private final UserData data;
    private final Caller caller;

    UserResource(Erasures erasures, UserData data, Caller caller) {
        this.erasures = erasures;
        this.data = data;
        this.caller = caller;
    }

    /** Written as it is read; cut off, and not merely ended, when something can't be read. */
    @GET
    @Path("/{user}/data")
    public Multi<byte[]> data(UriInfo uri, @RestPath String user) {
        check(uri, user);
        return RestMulti.fromMultiData(data.of(user).map(piece -> piece.getBytes(UTF_8)))
                .encodeAsJsonArray(false)
                .header("Cache-Control", "no-store")
                .build();
    }

    @DELETE
    @Path("/{user}")
    public Uni<RestResponse<Void>> erase(UriInfo uri, @RestPath String user) {
        check(uri, user);
        String traceparent = caller.traceparent();
        return Reads.outagesTold(Uni.createFrom()
                        .completionStage(() -> erasures.erase(user, traceparent).toCompletionStage()))
                .map(done -> RestResponse.noContent());
    }

    private void check(UriInfo uri, String user) {
        caller.requireToken();
        QueryFields.none(uri);
        WellFormed.pathUser(user);
        caller.requireSelfOrOperator(user);
    }
}
