// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.advise.Actions;
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
 * @param source the source, as the user named it
 * @param platform the image's platform, such as {@code linux/amd64}
 * @param image its figures
 * @param checked whether every digest was verified; if not, those of uncompressed layers in a file are trusted
 * @param analysis what became of each entry of each layer
 * @param actions what squash can do for the image, the best first; none if not requested
 * @param secrets credentials in its files and its config, including hidden ones
 * @param squashedBytes size of the tar that squash would make of its layers, in bytes
 * @param drops what each of squash's sets of rules alone would leave out, ascending by name; empty if not requested
 * @param packages the packages in the image's own databases; empty if not requested
 * @param slim which of the packages nothing needs; empty if not requested
 * @param duplicates files with equal content; empty if not requested
 * @param estimate what squashing saves after compression; empty if not requested
 * @param pull what a pull costs; empty if not requested
 * @param warnings the warnings, each kind once
 * @param elapsed how long the run took
 */
public record AnalysisReport(
        String source,
        String platform,
        ImageSummary image,
        boolean checked,
        ImageAnalysis analysis,
        Actions actions,
        FoundSecrets secrets,
        long squashedBytes,
        List<DropPreview> drops,
        Optional<Packages> packages,
        Optional<SlimPreview> slim,
        Optional<Duplicates> duplicates,
        Optional<CompressedEstimate> estimate,
        Optional<PullCosts> pull,
        List<Warnings.Tally> warnings,
        Duration elapsed) {

    public AnalysisReport {
        drops = List.copyOf(drops);
        warnings = List.copyOf(warnings);
    }

    /**
     * What squashing saves, in bytes before compression: lost content, its headers and padding, whiteouts. Below 0 for
     * small layers whose tars are shorter than the canonical one.
     */
    public long reclaimableBytes() {
        return image.uncompressedBytes() - squashedBytes;
    }
}
