package io.github.imagesquash.report;

import io.github.imagesquash.analyze.ImageAnalysis;
import io.github.imagesquash.oci.Warnings;
import java.time.Duration;
import java.util.List;

/**
 * Where an image's bytes are.
 *
 * @param source what was read, as the user named it
 * @param platform the image's platform, such as {@code linux/amd64}
 * @param image its figures
 * @param checked whether every digest was verified; if not, layers that lie uncompressed in a file are trusted
 * @param analysis what became of each entry of each layer
 * @param squashedBytes how many bytes the tar would have that squash makes of its layers
 * @param warnings what the user should know, each kind once
 * @param elapsed how long the run took
 */
public record AnalysisReport(
        String source,
        String platform,
        ImageSummary image,
        boolean checked,
        ImageAnalysis analysis,
        long squashedBytes,
        List<Warnings.Tally> warnings,
        Duration elapsed) {

    public AnalysisReport {
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
