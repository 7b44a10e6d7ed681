package dev.starfold.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddedServersTest {

    @Test
    void theTestResourceGivesEveryTestTheSameServersAndItsDatabase() {
        Map<String, String> first = resource("first").start();
        Map<String, String> second = resource("second").start();

        assertThat(first)
                .containsEntry(
                        "quarkus.datasource.reactive.url",
                        EmbeddedServers.postgres().reactiveUrl("first"))
                .containsEntry(
                        "quarkus.datasource.jdbc.url",
                        EmbeddedServers.postgres().jdbcUrl("first"))
                .containsEntry(
                        "kafka.bootstrap.servers", EmbeddedServers.kafka().bootstrapServers())
                .containsEntry(
                        "quarkus.oidc.auth-server-url", EmbeddedServers.issuer().url())
                .containsKeys("quarkus.datasource.username", "quarkus.datasource.password");
        assertThat(second)
                .containsEntry(
                        "quarkus.datasource.jdbc.url",
                        EmbeddedServers.postgres().jdbcUrl("second"))
                .containsEntry("kafka.bootstrap.servers", first.get("kafka.bootstrap.servers"));
    }

    @Test
    void theTestResourceWantsADatabase() {
        assertThatThrownBy(() -> new StarfoldTestResource().init(Map.of())).hasMessageContaining("'database'");
    }

    @Test
    void aClassLoaderOfItsOwnGetsTheSameServers() throws Exception {
        try (URLClassLoader other = withTheSameClasses()) {
            Class<?> servers = other.loadClass(EmbeddedServers.class.getName());
            Class<?> issuerType = other.loadClass(TokenIssuer.class.getName());
            Object issuer = servers.getMethod("issuer").invoke(null);
            Object postgres = servers.getMethod("postgres").invoke(null);

            assertThat(servers).isNotEqualTo(EmbeddedServers.class);
            assertThat(issuer).isInstanceOf(issuerType);
            assertThat(issuerType.getMethod("jwksJson").invoke(issuer))
                    .isEqualTo(EmbeddedServers.issuer().jwksJson());
            assertThat(issuerType
                            .getMethod("token", String.class, String[].class)
                            .invoke(issuer, "alice", new String[] {"moderator"})
                            .toString())
                    .isNotEmpty();
            assertThat(postgres).hasToString(EmbeddedServers.postgres().toString());
        }
    }

    @Test
    void anErrorCrossesClassLoadersWithItsMessage() throws Exception {
        try (URLClassLoader other = withTheSameClasses()) {
            Object postgres = other.loadClass(EmbeddedServers.class.getName())
                    .getMethod("postgres")
                    .invoke(null);
            Class<?> type = other.loadClass(PostgresServer.class.getName());

            assertThatThrownBy(
                            () -> type.getMethod("createDatabase", String.class).invoke(postgres, ""))
                    .cause()
                    .isInstanceOf(other.loadClass(ServerException.class.getName()))
                    .hasMessageStartingWith("Cannot create database");
        }
    }

    private static StarfoldTestResource resource(String database) {
        StarfoldTestResource resource = new StarfoldTestResource();
        resource.init(Map.of("database", database));
        return resource;
    }

    private static URLClassLoader withTheSameClasses() throws IOException {
        URL[] classpath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(EmbeddedServersTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(classpath, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }
}
