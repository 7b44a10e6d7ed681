package dev.starfold.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The Kafka broker's jars. The build puts them, with an index, beside this class as plain files, so that the broker needs
 * no Maven repository and none of them reaches a consumer's classpath.
 */
final class BrokerJars {

    private BrokerJars() {}

    /** The folder that holds all of them. */
    static Path folder() {
        try {
            byte[] index = read("index");
            List<String> jars =
                    List.of(new String(index, UTF_8).strip().replace("./", "").split(":"));
            return UnpackedOnce.folder("kafka", index, folder -> {
                for (String jar : jars) {
                    Files.write(folder.resolve(jar), read(jar));
                }
            });
        } catch (IOException e) {
            throw new ServerException("Cannot read the broker's jars", e);
        }
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = BrokerJars.class.getResourceAsStream("broker/" + name)) {
            if (in == null) {
                throw new ServerException("The embedded module was built without broker/" + name);
            }
            return in.readAllBytes();
        }
    }
}
