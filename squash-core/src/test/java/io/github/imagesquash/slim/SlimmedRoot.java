// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.ReplayedTree;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.ImageConfig;
import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.purge.PackageRecord;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a decision about an image says, told as lines. */
final class SlimmedRoot {
    private final SlimDecision decision;
    private final Warnings warnings;

    private SlimmedRoot(SlimDecision decision, Warnings warnings) {
        this.decision = decision;
        this.warnings = warnings;
    }

    /** Decides about an image of one layer that runs a command. */
    static SlimmedRoot slim(LayerBuilder layer, String... command) throws IOException {
        return slim(SlimOptions.PACKAGES, layer, settings -> {
            settings.putArray("Cmd");
            List.of(command).forEach(settings.withArray("Cmd")::add);
        });
    }

    /** Decides about an image with other settings. */
    static SlimmedRoot slim(SlimOptions options, LayerBuilder layer, Consumer<ObjectNode> settings) throws IOException {
        ImageBuilder image = ImageBuilder.image("app:1")
                .layer(layer)
                .config(config -> settings.accept(config.withObject("/config")));
        Warnings warnings = new Warnings();
        try (ReplayedTree root = ReplayedTree.of(layer)) {
            return new SlimmedRoot(
                    SlimDecision.of(
                            root.tree(),
                            ImageConfig.parse(image.configBytes(), "old.tar").execution(),
                            options,
                            "old.tar",
                            warnings),
                    warnings);
        }
    }

    /** Asserts the packages that stay. */
    SlimmedRoot keeps(String... names) {
        assertEquals(
                List.of(names),
                decision.kept().stream().map(PackageRecord::name).toList());
        return this;
    }

    /** Asserts the files that go from packages that stay. */
    SlimmedRoot removes(String... paths) {
        assertEquals(
                List.of(paths),
                decision.kept().stream()
                        .flatMap(one -> decision.droppedFiles(one).stream())
                        .map(ImagePath::toString)
                        .sorted()
                        .toList());
        return this;
    }

    /** Asserts why a file stays, as {@link #explains}. */
    SlimmedRoot explainsFile(String path, String chain) {
        return explains(decision.chain(ImagePath.clean(RawText.bytes(path))), chain);
    }

    /** Asserts why a package stays: the chain, and the strength of each link. */
    SlimmedRoot explains(String name, String chain) {
        return explains(decision.chain(named(name)), chain);
    }

    private SlimmedRoot explains(List<ChainLink> links, String chain) {
        String found = links.getFirst().from()
                + links.stream()
                        .map(link -> " > " + link.to() + " [" + link.strength().label() + ": " + link.how() + "]")
                        .collect(Collectors.joining());
        assertEquals(chain, found);
        return this;
    }

    /** Asserts how sure it is that a package is needed. */
    SlimmedRoot isSure(String name, Strength strength) {
        assertEquals(strength, decision.strength(named(name)).orElseThrow());
        return this;
    }

    /** Asserts the warnings. */
    SlimmedRoot warns(Warning.Kind... kinds) {
        assertEquals(
                List.of(kinds),
                warnings.tallies().stream().map(tally -> tally.first().kind()).toList());
        return this;
    }

    private PackageRecord named(String name) {
        return decision.kept().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " does not stay"));
    }
}
