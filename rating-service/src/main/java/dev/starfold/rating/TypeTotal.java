package dev.starfold.rating;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** Count and sum over all counted reviews of a subject type. Only read here: the projection writes. */
@Entity
@Immutable
@Table(name = "live_type_total")
class TypeTotal {

    @Id
    String type;

    long count;

    long sum;
}
