package dev.starfold.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingTest {

    @Test
    void thisJavaKnowsAndTakesTheOptions() throws Exception {
        String flags = java("-XX:+PrintFlagsFinal");
        assertThat(flags).containsPattern("AOTReplayTraining += +false");
        assertThat(flags).containsPattern("Tier4InvocationThreshold += +20000");
        assertThat(flags).containsPattern("Tier4MinInvocationThreshold += +2400");
        assertThat(flags).containsPattern("Tier4CompileThreshold += +60000");
        assertThat(flags).containsPattern("Tier4BackEdgeThreshold += +160000");
    }

    @Test
    void aJavaThatDoesNotKnowOneStartsAllTheSame() throws Exception {
        assertThat(java("-XX:-NoJavaHasThis")).contains("Server VM");
    }

    private static String java(String option) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Training.LATER_OPTIMISED);
        command.addAll(List.of(option, "-version"));
        return Tools.run(command.toArray(String[]::new));
    }
}
