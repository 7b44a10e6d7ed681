package dev.starfold.review.imports;

import dev.starfold.eventstore.edge.Bodies;
import dev.starfold.review.http.Caller;
import dev.starfold.review.http.QueryFields;
import dev.starfold.review.store.ReviewStore;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** Import reviews. */
@Path("/imports")
@Produces(MediaType.APPLICATION_JSON)
public class ImportResource {

    private final Vertx vertx;
    private final ReviewStore store;
    private final Caller caller;

    ImportResource(Vertx vertx, ReviewStore store, Caller caller) {
        this.vertx = vertx;
        this.store = store;
        this.caller = caller;
    }

    /** Takes the body as it comes; nothing here may read it before. */
    @POST
    @Consumes({"application/x-ndjson", "application/ndjson"})
    public Uni<ImportReport> take(UriInfo uri, @Context RoutingContext context) {
        HttpServerRequest request = context.request();
        try {
            QueryFields.none(uri);
            caller.require("operator");
        } catch (RuntimeException refused) {
            Bodies.discard(request);
            throw refused;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        ImportRun run = new ImportRun(vertx, store, request, caller.metadata());
        return Uni.createFrom().completionStage(() -> run.start().toCompletionStage());
    }
}
