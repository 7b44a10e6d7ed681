package dev.starfold.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A certificate authority of its own and a certificate of it for {@code localhost} and 127.0.0.1, made by the JDK's
 * keytool as PEM files. Valid for a day: for tests alone.
 *
 * @param authority the authority's certificate, which clients trust
 * @param certificate the server's
 * @param key the server's private key, readable by its owner alone
 */
public record Certificates(Path authority, Path certificate, Path key) {

    private static final String PASSWORD = "starfold";

    /** Makes all three in the folder, which is created where it is missing. */
    public static Certificates make(Path folder) {
        try {
            Files.createDirectories(folder);
            Path store = folder.resolve("store.p12");
            keytool(store, "-alias", "authority", "-dname", "CN=Starfold test authority", "-ext", "bc:c");
            keytool(
                    store,
                    "-alias",
                    "server",
                    "-dname",
                    "CN=localhost",
                    "-signer",
                    "authority",
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1");
            KeyStore entries = KeyStore.getInstance("PKCS12");
            try (InputStream input = Files.newInputStream(store)) {
                entries.load(input, PASSWORD.toCharArray());
            }
            Path key = folder.resolve("server.key");
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return new Certificates(
                    pem(folder.resolve("authority.pem"), entries.getCertificate("authority")),
                    pem(folder.resolve("server.pem"), entries.getCertificate("server")),
                    pem(
                            key,
                            "PRIVATE KEY",
                            entries.getKey("server", PASSWORD.toCharArray()).getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new ServerException("Cannot make certificates in " + folder, e);
        }
    }

    private static void keytool(Path store, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "1"));
        command.addAll(List.of(arguments));
        Process keytool = new ProcessBuilder(command)
                .redirectInput(Shell.NO_INPUT)
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (keytool.waitFor() != 0) {
                throw new ServerException("keytool failed: " + output.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("Interrupted while making certificates", e);
        }
    }

    private static Path pem(Path file, Certificate certificate) throws IOException, GeneralSecurityException {
        return pem(file, "CERTIFICATE", certificate.getEncoded());
    }

    private static Path pem(Path file, String kind, byte[] der) throws IOException {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return Files.writeString(file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, lines));
    }
}
