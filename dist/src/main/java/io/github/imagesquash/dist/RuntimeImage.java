// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Java runtime of the bundle, linked from the JDK that runs this program. */
final class RuntimeImage {
    /** What all native code in the bundle runs with; {@code install.sh} has it too, and a test looks. */
    static final String OLDEST_GLIBC = "2.17";

    /**
     * What squash uses, as {@code jdeps} and the tests tell: aircompressor needs sun.misc.Unsafe. Jackson's and Commons Lang's
     * uses of java.desktop, java.sql and java.xml are for values that squash has none of. TLS with elliptic curves is in
     * java.base; no locale but the root's is asked for.
     */
    private static final String MODULES = "java.base,java.net.http,jdk.unsupported";

    private static final List<String> NOT_NEEDED = List.of("bin/keytool", "lib/jrt-fs.jar", "lib/classlist");

    private RuntimeImage() {}

    /** Links it in a process of its own: what jlink writes depends on which lambdas its JVM has seen before. */
    static void link(Path output, Path log) throws IOException {
        new JdkTool(log.resolveSibling("."), Map.of())
                .run(
                        List.of(
                                System.getProperty("java.home") + "/bin/jlink",
                                "--add-modules=" + MODULES,
                                "--strip-debug",
                                "--no-header-files",
                                "--no-man-pages",
                                // The archive of the bundle is smaller so, and classes that the AOT cache lacks load
                                // faster.
                                "--compress=zip-0",
                                "--output=" + output),
                        0,
                        log);
        for (String file : NOT_NEEDED) {
            Files.deleteIfExists(output.resolve(file));
        }
    }
}
