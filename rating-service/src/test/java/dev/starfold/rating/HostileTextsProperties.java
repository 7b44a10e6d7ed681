package dev.starfold.rating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.fuzz.HostileInput;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** What clients bring back, or say they do: the cursors of all lists are such texts. */
class HostileTextsProperties {

    @Property
    void whatWasNotGivenOutIsWorthless(@ForAll @Size(12) byte[] data, @ForAll long seed) {
        String real = Signed.encode("secret", "chart", data);
        assertThat(Signed.decode("secret", "chart", real, 12)).isEqualTo(data);
        assertThat(Signed.decode("secret", "chart", HostileInput.text(real, seed), 12))
                .isNull();
        assertThat(Signed.decode("secret", "trend", real, 12)).isNull();
        assertThat(Signed.decode("another", "chart", real, 12)).isNull();
        assertThat(Signed.decode("secret", "chart", real, 24)).isNull();
    }
}
