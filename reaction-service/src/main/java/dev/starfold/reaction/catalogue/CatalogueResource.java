package dev.starfold.reaction.catalogue;

import dev.starfold.reaction.ReactionKind;
import dev.starfold.reaction.http.QueryFields;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The kinds of reactions, in the order in which they break ties. */
@Path("/reactions/kinds")
@Produces(MediaType.APPLICATION_JSON)
public class CatalogueResource {

    private static final Catalogue ALL =
            new Catalogue(ReactionKind.BY_SLUG.keySet().stream().map(Kind::new).toList());

    /** An object each, so that more may be said of a kind later. */
    public record Catalogue(List<Kind> items) {}

    /** A kind by the name that requests and answers give it. */
    public record Kind(String kind) {}

    @GET
    public Catalogue kinds(UriInfo uri) {
        QueryFields.none(uri);
        return ALL;
    }
}
