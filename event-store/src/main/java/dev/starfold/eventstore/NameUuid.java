package dev.starfold.eventstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Name-based UUIDs, version 5 (RFC 9562, section 5.5): the same name in the same namespace is the same id everywhere. */
public final class NameUuid {

    private NameUuid() {}

    /** The UUID of the names in order; a separator that no name part can imitate stands between them. */
    public static UUID of(UUID namespace, String... names) {
        MessageDigest sha1 = sha1();
        sha1.update(ByteBuffer.allocate(16)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .flip());
        for (int i = 0; i < names.length; i++) {
            byte[] name = names[i].getBytes(StandardCharsets.UTF_8);
            if (names.length > 1) {
                // A length in front of each part keeps ("a", "bc") apart from ("ab", "c").
                sha1.update(ByteBuffer.allocate(4).putInt(name.length).flip());
            }
            sha1.update(name);
        }
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest());
        long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
