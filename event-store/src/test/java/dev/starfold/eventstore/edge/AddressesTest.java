package dev.starfold.eventstore.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {

    private final Addresses direct = new Addresses(List.of());
    private final Addresses proxied = new Addresses(List.of("10.0.0.0/8", "192.168.1.7", "fd00::/16"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.5 | 198.51.100.9                        | 203.0.113.5",
                "10.0.0.1    | 198.51.100.9                        | 198.51.100.9",
                "10.0.0.1    | 1.1.1.1, 198.51.100.9               | 198.51.100.9",
                "10.0.0.1    | 1.1.1.1, 198.51.100.9, 192.168.1.7  | 198.51.100.9",
                "10.0.0.1    | 10.0.0.2                            | 10.0.0.2",
                "10.0.0.1    | 198.51.100.9, garbage               | 10.0.0.1",
                "10.0.0.1    | ''                                  | 10.0.0.1",
                "fd00::1     | 2001:db8:1:2:3:4:5:6                | 2001:db8:1:2:0:0:0:0/64",
            })
    void onlyWhatTrustedProxiesSayIsBelieved(String connection, String forwarded, String client) {
        assertThat(proxied.client(connection, List.of(forwarded))).isEqualTo(client);
    }

    @Test
    void aHeaderGivenTwiceIsOneList() {
        assertThat(proxied.client("10.0.0.1", List.of("198.51.100.9, 198.51.100.8", "10.0.0.2")))
                .isEqualTo("198.51.100.8");
    }

    @Test
    void withoutTrustedProxiesTheHeaderMeansNothing() {
        assertThat(direct.client("127.0.0.1", List.of("198.51.100.9"))).isEqualTo("127.0.0.1");
    }

    @Test
    void theAddressesOfOneNetworkOfIpv6AreOne() {
        assertThat(direct.client("2001:db8:1:2::1", List.of()))
                .isEqualTo(direct.client("2001:db8:1:2:ffff::1", List.of()))
                .isNotEqualTo(direct.client("2001:db8:1:3::1", List.of()));
        assertThat(direct.client("::ffff:203.0.113.5", List.of())).isEqualTo("203.0.113.5");
    }

    @Test
    void aTrustedProxyIsAnAddressOrABlock() {
        assertThatThrownBy(() -> new Addresses(List.of("proxy.example"))).hasMessageContaining("proxy.example");
    }
}
