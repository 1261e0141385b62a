// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;

/**
 * The script that starts squash: the checkout's, without the parts that it marks as for checkouts only, and with the
 * bundle's own last lines.
 */
final class Launcher {
    private static final Pattern CHECKOUT_ONLY = Pattern.compile(
            "^# Only in a checkout:\n.*?^# End of what is only in a checkout\\.\n", Pattern.DOTALL | Pattern.MULTILINE);

    private Launcher() {}

    /** Writes the script, and the one that it reads when docker calls it as a plugin. */
    static void write(BuildInputs inputs, Path bundle) throws IOException {
        Path checkout = inputs.checkout();
        Path launcher = Files.createDirectory(bundle.resolve("bin")).resolve("squash");
        String script = CHECKOUT_ONLY
                .matcher(Files.readString(checkout.resolve("squash")))
                .replaceAll("");
        Files.writeString(launcher, script + Files.readString(checkout.resolve("dist/src/main/sh/start")));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        String plugin = Files.readString(checkout.resolve("dist/src/main/sh/docker-plugin"));
        Files.writeString(bundle.resolve("app/docker-plugin"), plugin.replace("@VERSION@", inputs.version()));
    }
}
