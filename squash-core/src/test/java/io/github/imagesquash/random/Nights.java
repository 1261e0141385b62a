// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import io.github.imagesquash.Squash;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.replay.SymlinkParents;
import io.github.imagesquash.report.Reuse;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.GroupingChoice;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.ReplayRules;
import io.github.imagesquash.request.Safeguards;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An image that is built again each night, and each night laid on the layers of the night before. */
final class Nights {
    private final int mostLayers;
    private byte[] previous = new byte[0];
    private final List<Reuse> outcomes = new ArrayList<>();

    Nights(int mostLayers) {
        this.mostLayers = mostLayers;
    }

    /** What became of the layers of the night before, night by night. */
    List<Reuse> outcomes() {
        return outcomes;
    }

    /**
     * What is wrong with what becomes of one night's image; empty if nothing is.
     *
     * @throws Refused if the model and squash both refuse it
     */
    String difference(RandomImage image) {
        Optional<byte[]> result = squashed(image, 2);
        try {
            ModelTree expected = ModelTree.of(image.layers(), SymlinkParents.OVERLAY);
            if (result.isEmpty()) {
                return "refused, but not by the model";
            }
            byte[] before = previous;
            byte[] first = result.get();
            boolean same = Arrays.equals(first, squashed(image, 1).orElseThrow());
            previous = first;
            String kept = kept(before, first);
            String again = documents(first).equals(documents(squashed(image, 1).orElseThrow()))
                    ? ""
                    : "another image when nothing changed\n";
            return (same ? "" : "other bytes for the same input\n")
                    + again
                    + kept
                    + RandomCheck.difference(listing(expected, expected), listing(tree(first), expected));
        } catch (Refused refused) {
            if (result.isEmpty()) {
                throw refused;
            }
            return "not refused, but by the model: " + refused.getMessage();
        }
    }

    /** The lowest layers are those that the report says are kept, byte for byte. */
    private String kept(byte[] before, byte[] result) {
        List<String> old = before.length == 0 ? List.of() : digests(before);
        List<String> found = digests(result);
        int kept = outcomes.isEmpty() ? 0 : outcomes.getLast().kept();
        if (!old.containsAll(found.subList(0, kept))) {
            return "a kept layer is none of the previous image\n";
        }
        return kept > 0 && found.size() > mostLayers ? "too many layers\n" : "";
    }

    private static List<String> digests(byte[] archive) {
        return layers(archive).stream()
                .map(layer -> Digest.sha256Of(layer).toString())
                .toList();
    }

    /** Where nobody describes the root any more, it is as engines make it. */
    private static List<String> listing(ModelTree tree, ModelTree expected) {
        List<String> lines = new ArrayList<>(tree.listing());
        if (expected.root().isEmpty()) {
            lines.remove("/ " + Meta.IMPLIED);
        }
        return lines;
    }

    private static ModelTree tree(byte[] archive) {
        return ModelTree.of(
                layers(archive).stream()
                        .map(layer -> new RandomLayer(CanonicalTar.entries(layer)))
                        .toList(),
                SymlinkParents.OVERLAY);
    }

    private static String documents(byte[] archive) {
        try {
            WrittenArchive written = WrittenArchive.of(archive);
            return written.manifest() + "\n" + written.config();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> layers(byte[] archive) {
        try {
            WrittenArchive written = WrittenArchive.of(archive);
            List<byte[]> layers = new ArrayList<>();
            written.manifest().get("layers").forEach(descriptor -> layers.add(written.blob(descriptor)));
            return layers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<byte[]> squashed(RandomImage image, int threads) {
        byte[] archive =
                ArchiveDialect.BUILDX_DOCKER.members(image.builder("app:1")).toBytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SquashRequest request = SquashRequest.of(stream(archive, "old.tar"), new Destination.Stream(out))
                .withSafeguards(Safeguards.NONE)
                .withSettings(settings -> settings.withReplay(ReplayRules.STRICT))
                .withSettings(settings -> settings.withThreads(threads))
                .withEncoding(new Encoding.Chosen(Compression.NONE, 0));
        if (previous.length > 0) {
            BaseImage base = new BaseImage("previous", stream(previous, "previous.tar"), WantedImage.ONLY);
            request = request.withGrouping(new GroupingChoice.OntoPrevious(base, mostLayers));
        }
        try {
            SquashReport report = Squash.run(request, ProgressListener.NONE).only();
            if (previous.length > 0) {
                outcomes.add(report.reuse());
            }
            return Optional.of(out.toByteArray());
        } catch (InvalidImageException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Source.Stream stream(byte[] archive, String name) {
        return new Source.Stream(new ByteArrayInputStream(archive), name);
    }
}
