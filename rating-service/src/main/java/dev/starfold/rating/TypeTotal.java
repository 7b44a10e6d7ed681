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

    static TypeTotal of(long count, long sum) {
        var total = new TypeTotal();
        total.count = count;
        total.sum = sum;
        return total;
    }
}
