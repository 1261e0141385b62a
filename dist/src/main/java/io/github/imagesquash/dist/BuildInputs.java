// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * What a bundle is made from.
 *
 * @param target where everything that is made goes
 * @param version squash's
 * @param time the time of every file in the bundle, so that two builds give the same bytes
 * @param checkout the directory of the sources
 * @param jars a list of the jars by their coordinates, as the dependency plugin writes it
 */
record BuildInputs(Path target, String version, FileTime time, Path checkout, Path jars) {
    static BuildInputs of(String... args) {
        Path target = Path.of(args[0]).toAbsolutePath().normalize();
        Path checkout = Path.of(args[3]).toAbsolutePath().normalize();
        return new BuildInputs(target, args[1], FileTime.from(Instant.parse(args[2])), checkout, Path.of(args[4]));
    }

    /** The bundle's name, and that of the only directory in its archive. */
    String name() {
        return "squash-" + version + "-" + Platform.ofBuild();
    }

    /** Where {@code squash.jar} is, and {@code lib} with those that it needs. */
    Path command() {
        return checkout.resolve("squash-cli/target");
    }

    /** The image that training runs read. */
    Path demoImage() {
        return checkout.resolve("target/demo.tar");
    }
}
