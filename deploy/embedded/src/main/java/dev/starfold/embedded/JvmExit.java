package dev.starfold.embedded;

import org.jspecify.annotations.Nullable;

/** Work for the moment when this JVM ends. */
final class JvmExit {

    private JvmExit() {}

    static Thread run(Runnable work) {
        Thread hook = new Thread(work, "starfold-embedded-exit");
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    static void cancel(@Nullable Thread hook) {
        try {
            if (hook != null) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook is what runs now.
        }
    }
}
