// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Java runtime of the bundle, linked from the JDK that runs this program. */
final class RuntimeImage {
    /** The oldest glibc that all native code of the bundle runs with; a test compares it with {@code install.sh}. */
    static final String OLDEST_GLIBC = "2.17";

    /**
     * The modules that squash uses by {@code jdeps} and the tests. Aircompressor needs sun.misc.Unsafe. Jackson and
     * Commons Lang use java.desktop, java.sql and java.xml only for types that squash does not have. TLS with elliptic
     * curves is in java.base; squash uses no locale but the root.
     */
    private static final String MODULES = "java.base,java.net.http,jdk.unsupported";

    private static final List<String> NOT_NEEDED = List.of("bin/keytool", "lib/jrt-fs.jar", "lib/classlist");

    private RuntimeImage() {}

    /** Runs jlink in a process of its own, since its output depends on the lambdas that its JVM has seen before. */
    static void link(Path output, Path log) throws IOException {
        new Tool(log.resolveSibling("."), Map.of())
                .run(
                        List.of(
                                System.getProperty("java.home") + "/bin/jlink",
                                "--add-modules=" + MODULES,
                                "--strip-debug",
                                "--no-header-files",
                                "--no-man-pages",
                                // A smaller archive of the bundle, and faster loading of classes that the AOT cache
                                // lacks.
                                "--compress=zip-0",
                                "--output=" + output),
                        0,
                        log);
        for (String file : NOT_NEEDED) {
            Files.deleteIfExists(output.resolve(file));
        }
    }
}
