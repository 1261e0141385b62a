// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version, from the jar's manifest, and the Java runtime's, which bug reports need. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {text()};
    }

    /** The line that {@code --version} prints. */
    public static String text() {
        return "squash " + number() + " (Java " + System.getProperty("java.version") + ")";
    }

    /** Only the number; {@code development} if the classes are not in a jar. */
    public static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
