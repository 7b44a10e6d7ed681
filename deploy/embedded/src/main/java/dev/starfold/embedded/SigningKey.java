package dev.starfold.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/** An RSA key of 2048 bits for RS256, new or kept in a file that only its owner reads. */
final class SigningKey {

    private SigningKey() {}

    static RsaJsonWebKey fresh() {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setAlgorithm("RS256");
            key.setUse("sig");
            key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
            return key;
        } catch (JoseException e) {
            throw new ServerException("Cannot make an RSA key", e);
        }
    }

    static RsaJsonWebKey keptIn(Path file) {
        try {
            if (Files.exists(file)) {
                return (RsaJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(file));
            }
            RsaJsonWebKey key = fresh();
            Files.createDirectories(file.toAbsolutePath().getParent());
            var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            try (var channel = Files.newByteChannel(
                    file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), onlyOwner)) {
                channel.write(ByteBuffer.wrap(
                        key.toJson(OutputControlLevel.INCLUDE_PRIVATE).getBytes(UTF_8)));
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the issuer's key in " + file, e);
        } catch (JoseException | ClassCastException e) {
            throw new ServerException(file + " holds no RSA key: delete it to have a new one made", e);
        }
    }
}
