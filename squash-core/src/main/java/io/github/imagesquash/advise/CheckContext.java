// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.analyze.AnalysedLayer;
import io.github.imagesquash.analyze.DuplicateSearch;
import io.github.imagesquash.analyze.Duplicates;
import io.github.imagesquash.analyze.ImageAnalysis;
import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.dockerfile.Dockerfile;
import io.github.imagesquash.dockerfile.HistoryStep;
import io.github.imagesquash.dockerfile.Instruction;
import io.github.imagesquash.dockerfile.Keyword;
import io.github.imagesquash.filter.Removal;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.History;
import io.github.imagesquash.packages.PackageDatabases;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.secrets.ConfigSecrets;
import io.github.imagesquash.secrets.SecretRules;
import io.github.imagesquash.slim.SlimAttempt;
import io.github.imagesquash.tree.FileTree;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that the checks examine.
 *
 * @param analysis what became of each entry of each layer
 * @param mergeSaves the content that merging all layers saves at least, in bytes
 * @param inEngine whether the image is an engine's, which decides on compression itself
 * @param os the distribution of the image
 * @param baseLayers the number of lowest layers up to the one with the distribution's os-release; 0 if none has one
 * @param created when each layer was made, in RFC 3339 form, base first; empty where the history has no time
 * @param packages what the image's own databases list
 * @param slim the packages that the image needs
 * @param droppable the removals of each set of rules, by its name
 * @param duplicates large files with equal content
 * @param runtime how the image starts
 * @param inputs further information from the user
 */
public record CheckContext(
        ImageAnalysis analysis,
        long mergeSaves,
        boolean inEngine,
        OsRelease os,
        int baseLayers,
        List<String> created,
        Packages packages,
        SlimAttempt slim,
        Map<String, List<Removal>> droppable,
        Duplicates duplicates,
        StartSettings runtime,
        Inputs inputs) {

    /** Smaller files are not reported; in bytes. */
    private static final long SMALLEST_DUPLICATE = 256 << 10;

    /**
     * Information from the user besides the image.
     *
     * @param dockerfile the Dockerfile of the image, or {@link Dockerfile#NONE}
     * @param compose the Compose file that starts it, or {@link ComposeFile#NONE}
     * @param asOf the day for which support and age are computed
     * @param previous what the image has in common with the build before it, if the user named that
     */
    public record Inputs(Dockerfile dockerfile, ComposeFile compose, LocalDate asOf, Optional<PreviousBuild> previous) {
        /** Without a previous build. */
        public Inputs(Dockerfile dockerfile, ComposeFile compose, LocalDate asOf) {
            this(dockerfile, compose, asOf, Optional.empty());
        }

        /** The same with a previous build. */
        public Inputs with(PreviousBuild build) {
            return new Inputs(dockerfile, compose, asOf, Optional.of(build));
        }

        /** The same without the values of secrets, as the steps of the history are shown. */
        Inputs masked(ConfigSecrets secrets) {
            return new Inputs(dockerfile.with(secrets::maskedElsewhere), compose, asOf, previous);
        }
    }

    /**
     * Reads what the checks need besides the analysis: package databases, and large files of equal size.
     *
     * @param tree the merged tree, whose layers must be open
     * @param actions what squash can do for the image
     * @param slim the packages that the image needs
     * @param inEngine whether the image is an engine's
     * @param warnings receives one for databases that cannot be read
     * @throws IOException if the image cannot be read
     */
    public static CheckContext of(
            Image image,
            ImageAnalysis analysis,
            long reclaimable,
            Actions actions,
            boolean inEngine,
            FileTree tree,
            SlimAttempt slim,
            Inputs inputs,
            Warnings warnings)
            throws IOException {
        return new CheckContext(
                analysis,
                Actions.mergeSaves(analysis, reclaimable),
                inEngine,
                OsRelease.in(tree),
                BaseLayers.count(analysis),
                created(image),
                PackageDatabases.read(tree, warnings),
                slim,
                actions.droppable(),
                new DuplicateSearch(tree, SMALLEST_DUPLICATE).run(ByteMeter.NONE),
                StartSettings.of(image.config()),
                inputs.masked(ConfigSecrets.of(image.config(), SecretRules.builtIn())));
    }

    private static List<String> created(Image image) {
        List<String> times = image.config().history().stream()
                .filter(step -> !step.emptyLayer())
                .map(History::created)
                .toList();
        boolean known = times.size() == image.layers().size();
        return known ? times : image.layers().stream().map(layer -> "").toList();
    }

    /** The step that made a layer, from the Dockerfile if it has the step. */
    Instruction step(int layer) {
        Instruction step =
                HistoryStep.parse(analysis.layers().get(layer - 1).createdBy()).instruction();
        return inputs.dockerfile().find(step).orElse(step);
    }

    /** A layer for messages. */
    String shown(int layer) {
        String step = step(layer).shown();
        return "layer " + layer + (step.isEmpty() ? "" : " (" + step + ")");
    }

    /** The removals of a set of rules. */
    List<Removal> droppable(String set) {
        return droppable.getOrDefault(set, List.of());
    }

    /** A run that leaves out packages that nothing needs; none if there are none. */
    List<Remedy> slimming() {
        return Actions.slim(slim).stream().map(Remedy.class::cast).toList();
    }

    /** The beginning of advice on the last stage's base: its FROM, if there is a Dockerfile. */
    String from() {
        return inputs.dockerfile().lastStage().stream()
                .filter(step -> step.is(Keyword.FROM) && !step.words().contains("scratch"))
                .map(step -> step.shown() + "  →  ")
                .findFirst()
                .orElse("");
    }

    /** The layers above the distribution's; all of them if there is none. */
    Stream<AnalysedLayer> ownLayers() {
        return analysis.layers().stream().skip(baseLayers);
    }

    /** The kept part of a layer's content, in bytes. */
    long keptBytes(int layer) {
        AnalysedLayer found = analysis.layers().get(layer - 1);
        return found.content().bytes() - found.lostBytes();
    }

    /** The layer that an instruction made, if that is known. */
    Optional<AnalysedLayer> layerOf(Instruction instruction) {
        return analysis.layers().stream()
                .filter(layer ->
                        HistoryStep.parse(layer.createdBy()).instruction().isSameAs(instruction))
                .reduce((lower, upper) -> upper);
    }

    /**
     * The steps that may be changed, in their order: the Dockerfile's, of all stages, or those that made the layers
     * above the distribution's.
     */
    List<Instruction> steps() {
        return inputs.dockerfile().isGiven()
                ? inputs.dockerfile().instructions()
                : ownLayers().map(layer -> step(layer.number())).toList();
    }
}
