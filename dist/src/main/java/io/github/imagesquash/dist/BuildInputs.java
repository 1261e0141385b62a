// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * What a bundle is made from.
 *
 * @param target the directory for all that the build makes
 * @param version the version of squash
 * @param time the modification time of every file in the bundle, so that two builds give the same bytes
 * @param checkout the directory of the sources
 * @param jars the list of the jars' coordinates that the dependency plugin wrote
 */
record BuildInputs(Path target, String version, FileTime time, Path checkout, Path jars) {
    static BuildInputs of(String... args) {
        Path target = Path.of(args[0]).toAbsolutePath().normalize();
        Path checkout = Path.of(args[3]).toAbsolutePath().normalize();
        return new BuildInputs(target, args[1], FileTime.from(Instant.parse(args[2])), checkout, Path.of(args[4]));
    }

    /** The name of the bundle, and of the only directory in its archive. */
    String name() {
        return "squash-" + version + "-" + Platform.ofBuild();
    }

    /** The directory of {@code squash.jar} and of {@code lib}, which has the jars that it needs. */
    Path command() {
        return checkout.resolve("squash-cli/target");
    }

    /** The image that training runs read. */
    Path demoImage() {
        return checkout.resolve("target/demo.tar");
    }
}
