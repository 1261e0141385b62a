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
 * The result of a run for one image.
 *
 * @param source the source, as the user named it
 * @param tags the new image's names, fully qualified; empty if it has none
 * @param descriptor the new manifest, as an index describes it
 * @param platform the image's platform, such as {@code linux/amd64}
 * @param before the old image
 * @param after the new image
 * @param layers each layer of the source, base first
 * @param result each layer of the new image, base first
 * @param grouping how the merged part was divided into new layers
 * @param slim the packages that stay and that go, if only needed ones should stay
 * @param dropped files of the merged tree that the result leaves out, with the reason
 * @param flagged packages that lost files by this, as their verification will report
 * @param kept files that rules would have removed if the config or a start script had not named them
 * @param hidden dropped files that kept lower layers still contain
 * @param growth its size compared with the source's
 * @param reuse the use of a previous image's layers
 * @param gates the verdict on each condition that the source had to meet; all of them passed
 * @param edits the requested changes of the config, in order
 * @param scrubbed what was removed from the history
 * @param analysis what became of each entry of each layer; {@link ImageAnalysis#NONE} unless the request asked for it
 * @param verified whether the result was read back and compared with the source
 * @param warnings the warnings, each kind once
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
        Optional<SlimSummary> slim,
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

    /** The same with other warnings and a longer duration. */
    public SquashReport with(List<Warnings.Tally> allWarnings, Duration wholeTime) {
        return with(tags, allWarnings, wholeTime);
    }

    /** The same under other names. */
    public SquashReport withTags(List<String> names) {
        return with(names, warnings, elapsed);
    }

    /** The same with the layers that are in the destination, by digest. */
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

    /** The same with another manifest for the same layers. */
    public SquashReport withManifest(Descriptor manifest) {
        ImageSummary same = after.withManifest(manifest.digest().toString());
        return with(tags, manifest, same, result, warnings, elapsed);
    }

    /** The stored size of the new image's layers that the source does not have, in bytes. */
    public long newBytes() {
        return storedBytes(layer -> !layer.inSource());
    }

    /** The stored size of the new image's layers that the destination did not have, in bytes. */
    public long bytesToPush() {
        return storedBytes(layer -> !layer.inDestination());
    }

    /** What machines download to get the new image. */
    public ResultPull pull() {
        return ResultPull.of(result);
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
                slim,
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
     * How the merged part was divided.
     *
     * @param by {@code one}, {@code size}, {@code directory} or {@code package}
     * @param chosen why so, if the choice was left to squash
     */
    public record Grouped(String by, Optional<AutoChoice> chosen) {
        /** Not divided. */
        public static final Grouped NOT = new Grouped(Grouping.ONE.label(), Optional.empty());
    }

    /**
     * Packages of one kind that lost files.
     *
     * @param ecosystem the kind of packages, such as {@code dpkg}
     * @param verification the command that reports it
     * @param packages the number of packages
     * @param files the number of files, without those that the verification does not check
     * @param first one of the files, escaped for a terminal, with a leading slash
     * @param owner the package that it belongs to
     */
    public record Flagged(
            String ecosystem, String verification, long packages, long files, String first, String owner) {}

    /**
     * Files that a rule would have removed, and that stay for one reason.
     *
     * @param path the named path, escaped for a terminal, with a leading slash; the kept files may be below it, or a
     *     link may lead there
     * @param by the place that names it, such as {@code Env JAVA_TOOL_OPTIONS}, the path of a script, or {@code
     *     symbolic link}
     * @param paths the number of kept names, including directories
     */
    public record Kept(String path, String by, long paths) {}

    /**
     * Regular files that are left out, but whose bytes are still in kept lower layers.
     *
     * @param files the number of their names there
     * @param bytes size of the content of those without a name in the result
     */
    public record Hidden(long files, long bytes) {
        /** Nothing is hidden. */
        public static final Hidden NOTHING = new Hidden(0, 0);
    }

    /**
     * Files that were left out of the result for one reason.
     *
     * @param name the rule, or the pattern as the user typed it
     * @param reason the description of the rule, or the place of the pattern, a few words
     * @param paths the number of names, including directories; 0 for a pattern without a match
     * @param bytes size of the removed content
     * @param first the first of the paths, escaped for a terminal, with a leading slash
     */
    public record Dropped(String name, String reason, long paths, long bytes, List<String> first) {
        public Dropped {
            first = List.copyOf(first);
        }
    }
}
