package dev.starfold.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers every byte with the same. */
class TcpProxyTest {

    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        proxy = TcpProxy.between(0, echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket client = echo.accept();
                Thread.ofVirtual().start(() -> {
                    try (client;
                            InputStream in = client.getInputStream()) {
                        in.transferTo(client.getOutputStream());
                    } catch (IOException e) {
                        // Cut: what the test is about.
                    }
                });
            } catch (IOException e) {
                return;
            }
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static int ask(Socket socket, int value) throws IOException {
        socket.getOutputStream().write(value);
        return socket.getInputStream().read();
    }

    @Test
    void passesOnWhatBothSidesSayUntilEitherEnds() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, 7)).isEqualTo(7);
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void cutConnectionsAreResetAndNewOnesPass() throws IOException {
        try (Socket old = connect()) {
            assertThat(ask(old, 1)).isEqualTo(1);
            proxy.cut();
            assertThatThrownBy(() -> ask(old, 2)).isInstanceOf(SocketException.class);
            try (Socket renewed = connect()) {
                assertThat(ask(renewed, 3)).isEqualTo(3);
            }
        }
    }

    @Test
    void refusesUntilHealed() throws IOException {
        proxy.refuse();
        assertThatThrownBy(this::connect).isInstanceOf(SocketException.class);
        proxy.heal();
        try (Socket client = connect()) {
            assertThat(ask(client, 4)).isEqualTo(4);
        }
    }

    @Test
    void whatIsSwallowedArrivesWhenHealed() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, 5)).isEqualTo(5);
            proxy.swallow();
            client.setSoTimeout(200);
            assertThatThrownBy(() -> ask(client, 6)).isInstanceOf(SocketTimeoutException.class);
            proxy.heal();
            client.setSoTimeout(60_000);
            assertThat(client.getInputStream().read()).isEqualTo(6);
        }
    }

    @Test
    void slowConnectionsTakeTheirTime() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, 7)).isEqualTo(7);
            proxy.slow(Duration.ofMillis(100), 1_000_000);
            long since = System.nanoTime();
            assertThat(ask(client, 8)).isEqualTo(8);
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(proxy.connections()).isZero());
    }
}
