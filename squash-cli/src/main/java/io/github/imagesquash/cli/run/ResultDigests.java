// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.run;

import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.report.BundleReport;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.report.RebaseReport;
import io.github.imagesquash.report.RunReport;
import io.github.imagesquash.report.SquashReport;
import java.util.List;
import java.util.Optional;

/**
 * The identity of the result of a run.
 *
 * @param descriptor the new manifest or index
 * @param config the digest of the new config; empty for an index
 * @param tags its names, fully qualified
 */
record ResultDigests(Descriptor descriptor, Optional<String> config, List<String> tags) {
    ResultDigests {
        tags = List.copyOf(tags);
    }

    static ResultDigests ofRun(RunReport report) {
        return switch (report) {
            case SquashReport image ->
                new ResultDigests(image.descriptor(), Optional.of(image.after().configDigest()), image.tags());
            case IndexReport index -> new ResultDigests(index.descriptor(), Optional.empty(), index.tags());
            case BundleReport _ -> throw new IllegalStateException("one digest of several images");
        };
    }

    static ResultDigests of(RebaseReport report) {
        return new ResultDigests(report.descriptor(), Optional.of(report.after().configDigest()), report.tags());
    }
}
