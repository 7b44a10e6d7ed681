package dev.starfold.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The account under which PostgreSQL runs. It refuses to be root; root therefore runs it in a user namespace of its own
 * or, where that is forbidden as in most containers, as {@code nobody} with the right to reach root's folders.
 *
 * @param prefix what stands before the command
 * @param owner the user id that must own the data, or -1 for whoever does
 */
record Account(List<String> prefix, int owner) {

    private static final int ROOT = 0;
    private static final int NOBODY = 65534;
    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final List<String> AS_NOBODY = List.of(
            "setpriv",
            "--reuid=" + NOBODY,
            "--regid=" + NOBODY,
            "--clear-groups",
            "--securebits=+no_setuid_fixup",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override");

    static Account forPostgres() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new Account(List.of(), -1);
        }
        if (canRun(NAMESPACE)) {
            return new Account(NAMESPACE, ROOT);
        }
        if (canRun(AS_NOBODY)) {
            return new Account(AS_NOBODY, NOBODY);
        }
        throw new ServerException("PostgreSQL refuses to run as root, and neither unshare nor setpriv can change that"
                + " here: run this as another user");
    }

    private static boolean canRun(List<String> prefix) {
        return Shell.has(prefix.getFirst()) && Shell.succeeds(Shell.prefixed(prefix, List.of("true")));
    }

    List<String> command(List<String> command) {
        return Shell.prefixed(prefix, command);
    }

    /** Makes the account own the file or folder with all it holds; one that it owns is left alone. */
    void own(Path root) {
        try {
            if (owner < 0 || Files.getAttribute(root, "unix:uid").equals(owner)) {
                return;
            }
            try (Stream<Path> paths = Files.walk(root)) {
                for (Path path : paths.toList()) {
                    Files.setAttribute(path, "unix:uid", owner);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
