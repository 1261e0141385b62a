// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.analyze.Duplicates;
import io.github.imagesquash.analyze.FoundSecrets;
import io.github.imagesquash.analyze.ImageAnalysis;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.packages.Packages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where an image's bytes are.
 *
 * @param source what was read, as the user named it
 * @param platform the image's platform, such as {@code linux/amd64}
 * @param image its figures
 * @param checked whether every digest was verified; if not, layers that lie uncompressed in a file are trusted
 * @param analysis what became of each entry of each layer
 * @param secrets credentials in its files and its config, hidden ones too
 * @param squashedBytes how many bytes the tar would have that squash makes of its layers
 * @param drops what each set of rules that comes with squash would leave out by itself, ascending by name; none if that
 *     was not to be found out
 * @param packages what the image's own databases list; empty if they were not to be read
 * @param duplicates files of equal content; empty if the request did not ask for them
 * @param estimate what squashing gives back after compression; empty if it was not to be found out
 * @param warnings what the user should know, each kind once
 * @param elapsed how long the run took
 */
public record AnalysisReport(
        String source,
        String platform,
        ImageSummary image,
        boolean checked,
        ImageAnalysis analysis,
        FoundSecrets secrets,
        long squashedBytes,
        List<DropPreview> drops,
        Optional<Packages> packages,
        Optional<Duplicates> duplicates,
        Optional<CompressedEstimate> estimate,
        List<Warnings.Tally> warnings,
        Duration elapsed) {

    public AnalysisReport {
        drops = List.copyOf(drops);
        warnings = List.copyOf(warnings);
    }

    /**
     * What squashing gives back, in bytes before compression: lost content, its headers and padding, whiteouts. Less than 0
     * for small layers whose tars are more frugal than the canonical one.
     */
    public long reclaimableBytes() {
        return image.uncompressedBytes() - squashedBytes;
    }
}
