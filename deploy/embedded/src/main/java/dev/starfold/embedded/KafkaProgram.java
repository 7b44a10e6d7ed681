package dev.starfold.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The broker's command lines, run by this JVM's own Java.
 *
 * @param jars the folder with the broker's jars
 * @param folder the data folder; named first on the command line, where {@link DataFolder#orphan} finds it
 * @param heap the largest heap, as in {@code -Xmx}
 */
record KafkaProgram(Path jars, Path folder, String heap) {

    /** Prepares the folder for a broker, with more arguments: does nothing to one that is prepared. */
    void format(Path config, String clusterId, List<String> more) {
        List<String> command = java(
                "-XX:TieredStopAtLevel=1",
                "kafka.tools.StorageTool",
                "format",
                "--ignore-formatted",
                "-t",
                clusterId,
                "-c",
                config.toString());
        command.addAll(more);
        try {
            Process format = new ProcessBuilder(command)
                    .redirectInput(Shell.NO_INPUT)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(format.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (format.waitFor() != 0) {
                throw new ServerException("Cannot prepare " + folder + " for Kafka:\n" + output.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("Interrupted while preparing a folder for Kafka", e);
        }
    }

    List<String> serve(Path config) {
        return java("kafka.Kafka", config.toString());
    }

    private List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstarfold.data=" + folder,
                "-cp",
                jars + "/*",
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX"));
        command.addAll(JavaOptions.given());
        command.addAll(List.of(arguments));
        return command;
    }
}
