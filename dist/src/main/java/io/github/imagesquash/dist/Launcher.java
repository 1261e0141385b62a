// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;

/**
 * The script that starts squash: the checkout's, with the parts that it marks as of checkouts only taken out, and the bundle's
 * own end in their place.
 */
final class Launcher {
    private static final Pattern CHECKOUT_ONLY = Pattern.compile(
            "^# Only in a checkout:\n.*?^# End of what is only in a checkout\\.\n", Pattern.DOTALL | Pattern.MULTILINE);

    private Launcher() {}

    /** Writes it, and the part that it reads when docker calls it. */
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
