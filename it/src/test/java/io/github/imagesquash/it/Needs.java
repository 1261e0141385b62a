// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * What a test needs of the machine. Where it is absent the test is skipped, and the reason is printed and goes into the
 * test report; with the system property {@value #STRICT} set to {@code true} the test fails instead.
 */
final class Needs {
    private static final String STRICT = "squash.it.strict";

    private Needs() {}

    /** Needs the rights to mount file systems and to make device nodes. */
    static void root() {
        try {
            if ((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") != 0) {
                throw missing("not run as root, which mounting file systems needs");
            }
        } catch (IOException e) {
            throw missing("no /proc");
        }
    }

    /** Needs a program on the path. */
    static void program(String name, String debianPackage) {
        if (Stream.of(System.getenv("PATH").split(":")).noneMatch(dir -> Files.isExecutable(Path.of(dir, name)))) {
            throw missing("no " + name + " on the path; it is in the Debian package " + debianPackage);
        }
    }

    /** Needs a file. */
    static Path file(Path path, String reason) {
        if (!Files.exists(path)) {
            throw missing("no " + path + ": " + reason);
        }
        return path;
    }

    /** Ends the test because something is absent. */
    static RuntimeException missing(String reason) {
        if (Boolean.getBoolean(STRICT)) {
            throw new AssertionError(reason);
        }
        System.err.println("SKIPPED: " + reason);
        return new TestAbortedException(reason);
    }
}
