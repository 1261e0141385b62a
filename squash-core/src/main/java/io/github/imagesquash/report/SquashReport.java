// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.analyze.Gate;
import io.github.imagesquash.analyze.ImageAnalysis;
import io.github.imagesquash.edit.EditedConfig;
import io.github.imagesquash.edit.ScrubbedHistory;
import io.github.imagesquash.group.AutoChoice;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Descriptor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a run did.
 *
 * @param source what was read, as the user named it
 * @param tags the new image's names, fully qualified; empty if it has none
 * @param descriptor the new manifest, as an index describes it
 * @param platform the image's platform, such as {@code linux/amd64}
 * @param before the image as it was
 * @param after the image as it is now
 * @param layers each layer of the source, base first
 * @param result each layer of the new image, base first
 * @param grouping how what was merged was divided into the new ones of them
 * @param dropped what the merged tree had and the result leaves out, with the reason
 * @param flagged which packages lost files with it, as their verification will tell
 * @param kept what rules would have left out, had the config or what it starts not named it
 * @param hidden what of it lower layers that were kept still hold
 * @param growth how its size compares with the source's
 * @param reuse what became of a previous image's layers
 * @param gates what was found of each condition that the source had to meet, all of them passed
 * @param edits what was asked to change in the config, in order
 * @param scrubbed what was taken out of the history
 * @param analysis what became of each entry of each layer; {@link ImageAnalysis#NONE} unless the request asked for it
 * @param verified whether the result was read back and compared with the source
 * @param warnings what the user should know, each kind once
 * @param elapsed how long the run took
 */
public record SquashReport(
        String source,
        List<String> tags,
        Descriptor descriptor,
        String platform,
        ImageSummary before,
        ImageSummary after,
        List<LayerSummary> layers,
        List<ResultLayer> result,
        Grouped grouping,
        List<Dropped> dropped,
        List<Flagged> flagged,
        List<Kept> kept,
        Hidden hidden,
        Growth growth,
        Reuse reuse,
        List<Gate.Verdict> gates,
        List<EditedConfig.Applied> edits,
        ScrubbedHistory scrubbed,
        ImageAnalysis analysis,
        boolean verified,
        List<Warnings.Tally> warnings,
        Duration elapsed)
        implements ImageReport {

    public SquashReport {
        tags = List.copyOf(tags);
        layers = List.copyOf(layers);
        result = List.copyOf(result);
        dropped = List.copyOf(dropped);
        flagged = List.copyOf(flagged);
        kept = List.copyOf(kept);
        gates = List.copyOf(gates);
        edits = List.copyOf(edits);
        warnings = List.copyOf(warnings);
    }

    @Override
    public List<SquashReport> platforms() {
        return List.of(this);
    }

    /** The same with other warnings, for a longer time. */
    public SquashReport with(List<Warnings.Tally> allWarnings, Duration wholeTime) {
        return with(tags, allWarnings, wholeTime);
    }

    /** The same under other names. */
    public SquashReport withTags(List<String> names) {
        return with(names, warnings, elapsed);
    }

    /** The same with layers that are known to be in the destination, by digest. */
    public SquashReport withDestination(Set<String> held) {
        return with(
                tags,
                descriptor,
                after,
                result.stream()
                        .map(layer -> layer.inDestination(held.contains(layer.digest())))
                        .toList(),
                warnings,
                elapsed);
    }

    /** The same with another manifest of the same layers. */
    public SquashReport withManifest(Descriptor manifest) {
        ImageSummary same = after.withManifest(manifest.digest().toString());
        return with(tags, manifest, same, result, warnings, elapsed);
    }

    /** Bytes as stored of the new image's layers that the source does not have. */
    public long newBytes() {
        return storedBytes(layer -> !layer.inSource());
    }

    /** Bytes as stored of the new image's layers that the destination did not have. */
    public long bytesToPush() {
        return storedBytes(layer -> !layer.inDestination());
    }

    private long storedBytes(Predicate<ResultLayer> which) {
        return result.stream().filter(which).mapToLong(ResultLayer::storedBytes).sum();
    }

    private SquashReport with(List<String> names, List<Warnings.Tally> allWarnings, Duration wholeTime) {
        return with(names, descriptor, after, result, allWarnings, wholeTime);
    }

    private SquashReport with(
            List<String> names,
            Descriptor manifest,
            ImageSummary afterNow,
            List<ResultLayer> layersNow,
            List<Warnings.Tally> allWarnings,
            Duration wholeTime) {
        return new SquashReport(
                source,
                names,
                manifest,
                platform,
                before,
                afterNow,
                layers,
                layersNow,
                grouping,
                dropped,
                flagged,
                kept,
                hidden,
                growth,
                reuse,
                gates,
                edits,
                scrubbed,
                analysis,
                verified,
                allWarnings,
                wholeTime);
    }

    /**
     * How what was merged was divided.
     *
     * @param by {@code one}, {@code size}, {@code directory} or {@code package}
     * @param chosen why so, if the choice was left to squash
     */
    public record Grouped(String by, Optional<AutoChoice> chosen) {
        /** Not at all. */
        public static final Grouped NOT = new Grouped(Grouping.ONE.label(), Optional.empty());
    }

    /**
     * Packages of one kind that lost files.
     *
     * @param ecosystem whose packages, such as {@code dpkg}
     * @param verification the command that tells of it
     * @param packages how many packages
     * @param files how many files, without those that the verification does not look at
     * @param first one of the files, escaped for a terminal, with a leading slash
     * @param owner the package that it belongs to
     */
    public record Flagged(
            String ecosystem, String verification, long packages, long files, String first, String owner) {}

    /**
     * What a rule would have left out, and stays for one reason.
     *
     * @param path the path that is named, escaped for a terminal, with a leading slash; what stays may lie below it, or a
     *     link may lead there
     * @param by what names it, such as {@code Env JAVA_TOOL_OPTIONS}, the path of a script, or {@code symbolic link}
     * @param paths how many names stay, directories included
     */
    public record Kept(String path, String by, long paths) {}

    /**
     * Regular files that are left out, but whose bytes are still in lower layers that were kept.
     *
     * @param files how many names they had there
     * @param bytes the content of those that have no name left in the result
     */
    public record Hidden(long files, long bytes) {
        /** Nothing is hidden: what was left out is gone. */
        public static final Hidden NOTHING = new Hidden(0, 0);
    }

    /**
     * What was left out of the result for one reason.
     *
     * @param name the rule, or the pattern as the user typed it
     * @param reason what the rule is about, or where the pattern stands, a few words
     * @param paths how many names, directories included; 0 for a pattern that nothing fits
     * @param bytes the content of the files that went with them
     * @param first the first of the paths, escaped for a terminal, with a leading slash
     */
    public record Dropped(String name, String reason, long paths, long bytes, List<String> first) {
        public Dropped {
            first = List.copyOf(first);
        }
    }
}
