package dev.starfold.rating.chart;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The place of a subject in the newest ranking of its type. Only read here: the ranker writes. */
@Entity
@Immutable
@Table(name = "place")
class PlaceRow {

    @Id
    String subject;

    long rank;
}
