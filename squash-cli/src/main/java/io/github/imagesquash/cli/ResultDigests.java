package io.github.imagesquash.cli;

import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.report.RebaseReport;
import io.github.imagesquash.report.RunReport;
import io.github.imagesquash.report.SquashReport;
import java.util.List;
import java.util.Optional;

/**
 * What identifies the result of a run.
 *
 * @param descriptor the new manifest or index
 * @param config the digest of the new config; empty for an index
 * @param tags its names, fully qualified
 */
record ResultDigests(Descriptor descriptor, Optional<String> config, List<String> tags) {
    ResultDigests {
        tags = List.copyOf(tags);
    }

    static ResultDigests of(RunReport report) {
        Optional<String> config =
                report instanceof SquashReport image ? Optional.of(image.after().configDigest()) : Optional.empty();
        return new ResultDigests(report.descriptor(), config, report.tags());
    }

    static ResultDigests of(RebaseReport report) {
        return new ResultDigests(report.descriptor(), Optional.of(report.after().configDigest()), report.tags());
    }
}
