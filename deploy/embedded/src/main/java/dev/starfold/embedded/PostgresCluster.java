package dev.starfold.embedded;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of one PostgreSQL: how they are made and served.
 *
 * @param folder the data folder
 * @param installation the unpacked programs
 * @param account who runs them
 */
record PostgresCluster(Path folder, Path installation, Account account) {

    static final String USER = "starfold";
    static final String PASSWORD = "starfold";

    /** Makes the cluster, unless there is one. One half-made by a killed JVM is made anew. */
    void createIfAbsent(boolean fsync) {
        if (Files.exists(folder.resolve("PG_VERSION")) && !Files.exists(unfinished())) {
            account.own(folder);
            return;
        }
        try {
            if (Files.exists(unfinished())) {
                FileTree.delete(folder);
            }
            requireEmpty();
            Files.writeString(unfinished(), "");
            Files.createDirectories(folder);
            account.own(folder);
            initialise(fsync);
            Files.delete(unfinished());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create a PostgreSQL cluster in " + folder, e);
        }
    }

    // Outside the folder, which initdb wants empty.
    private Path unfinished() {
        return folder.resolveSibling(folder.getFileName() + ".unfinished");
    }

    private void requireEmpty() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new ServerException(
                        folder + " holds other files than a PostgreSQL cluster: choose another folder");
            }
        }
    }

    private void initialise(boolean fsync) throws IOException {
        Path password = Files.createTempFile("starfold", ".txt");
        try {
            Files.writeString(password, PASSWORD);
            account.own(password);
            List<String> command = new ArrayList<>(List.of(
                    program("initdb"),
                    "--pgdata",
                    folder.toString(),
                    "--username",
                    USER,
                    "--pwfile",
                    password.toString(),
                    "--auth",
                    "scram-sha-256",
                    "--encoding",
                    "UTF8",
                    "--locale",
                    "C",
                    "--locale-provider",
                    "builtin",
                    "--builtin-locale",
                    "C.UTF-8",
                    "--no-instructions"));
            if (!fsync) {
                command.add("--no-sync");
            }
            Process initdb = new ProcessBuilder(account.command(command))
                    .redirectInput(Shell.NO_INPUT)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (initdb.waitFor() != 0) {
                throw new ServerException("Cannot create a PostgreSQL cluster in " + folder + ":\n" + output.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("Interrupted while creating a PostgreSQL cluster", e);
        } finally {
            Files.delete(password);
        }
    }

    /** Puts what TLS needs among the data; returns the arguments by which the server takes clients over nothing else. */
    List<String> secure(Certificates certificates) {
        Path certificate = folder.resolve("server.pem");
        Path key = folder.resolve("server.key");
        Path clients = folder.resolve("hostssl.conf");
        try {
            Files.copy(certificates.certificate(), certificate, REPLACE_EXISTING);
            Files.copy(certificates.key(), key, REPLACE_EXISTING, COPY_ATTRIBUTES);
            Files.writeString(clients, "hostssl all all all scram-sha-256\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List.of(certificate, key, clients).forEach(account::own);
        return List.of(
                "-c",
                "ssl=on",
                "-c",
                "ssl_cert_file=" + certificate,
                "-c",
                "ssl_key_file=" + key,
                "-c",
                "hba_file=" + clients);
    }

    List<String> serverCommand(int port, List<String> settings) {
        List<String> command = new ArrayList<>(List.of(
                program("postgres"),
                "-D",
                folder.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "timezone=UTC",
                "-c",
                "log_timezone=UTC"));
        command.addAll(settings);
        return account.command(command);
    }

    private String program(String name) {
        return installation.resolve("bin").resolve(name).toString();
    }
}
