// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.advise.Finding.Evidence;
import io.github.imagesquash.advise.Remedy.Command;
import io.github.imagesquash.advise.Remedy.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds content that machines download again with each build, because its layer is a new one. */
final class RepeatedDownload {
    /** Less is not worth another format. */
    private static final long SMALLEST = 1_000_000;

    private RepeatedDownload() {}

    /** The finding; empty if the previous build is unknown, or if its layers are shared as they are. */
    static Optional<Finding> of(CheckContext subject) {
        return subject.inputs()
                .previous()
                .filter(previous -> previous.repeatedBytes() >= SMALLEST)
                .map(previous -> new Finding(
                        "machines that have " + previous.name() + " download content again that they have",
                        previous.repeatedBytes(),
                        List.of(
                                new Evidence("in new layers, the same as before", previous.repeatedBytes()),
                                new Evidence("in new layers, new or changed", previous.newBytes())),
                        remedies(subject, previous)));
    }

    private static List<Remedy> remedies(CheckContext subject, PreviousBuild previous) {
        List<Remedy> remedies = new ArrayList<>();
        if (!subject.inEngine()) {
            remedies.add(new Command(
                    Kind.CHUNKED,
                    "engines that fetch single files download only what changed, if both builds are squashed so",
                    "chunked",
                    List.of("-c", "zstd:chunked"),
                    previous.repeatedBytes()));
        }
        if (previous.isReusable() && previous.savedByItsLayers() > 0) {
            remedies.add(new Command(
                    Kind.ON_PREVIOUS,
                    "keep the layers of the previous build, with one above them for what changed",
                    "on-previous",
                    List.of("--group-by", "previous:" + previous.name()),
                    previous.savedByItsLayers()));
        }
        return remedies;
    }
}
