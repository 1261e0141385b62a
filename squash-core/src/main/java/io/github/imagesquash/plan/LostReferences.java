// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.ImageTags;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.WriteRequest;
import io.github.imagesquash.write.WrittenImage;
import io.github.imagesquash.write.WrittenLayer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Warns about names that an image loses, and about references to layers that it no longer has. */
public final class LostReferences {
    private static final Pattern HEX = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

    private LostReferences() {}

    /**
     * Warns about names that no engine accepts, unless the user gives a new name.
     *
     * @param kept the names of the new image
     */
    public static void warnOfNames(WriteRequest request, Image image, ImageTags kept, Warnings warnings) {
        boolean keepsNames = switch (request.destination()) {
            case Destination.Layout layout -> layout.ref().isEmpty();
            case Destination.Archive _, Destination.Stream _, Destination.Engine _ -> true;
            case Destination.Dir _, Destination.Registry _ -> false;
        };
        List<String> lost = image.otherNames().stream()
                .filter(name -> !kept.bare().contains(name))
                .map(Printable::of)
                .toList();
        if (keepsNames && request.tags().isEmpty() && !lost.isEmpty()) {
            warnings.add(Warning.Kind.LOST_NAME, 0, String.join(", ", lost));
        }
    }

    /**
     * Warns about labels and annotations that contain the digest, diff ID or chain ID of a layer which the new image
     * does not have.
     *
     * @param source the image before, whose annotations the new one has too
     */
    public static void warnOfLayers(Image source, WrittenImage written, Warnings warnings) {
        Set<String> gone = digests(source);
        gone.removeAll(digests(written));
        warn(Warning.Kind.STALE_LABEL, written.documents().config().labels(), gone, warnings);
        warn(Warning.Kind.STALE_ANNOTATION, source.annotations(), gone, warnings);
        warn(Warning.Kind.STALE_ANNOTATION, source.entry().annotations(), gone, warnings);
    }

    private static void warn(Warning.Kind kind, Map<String, String> values, Set<String> gone, Warnings warnings) {
        Set<String> keys = values.entrySet().stream()
                .filter(value -> HEX.matcher(value.getValue()).results().anyMatch(hex -> gone.contains(hex.group())))
                .map(value -> Printable.of(value.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!keys.isEmpty()) {
            warnings.add(kind, 0, String.join(" ", keys));
        }
    }

    private static Set<String> digests(Image image) {
        Set<String> digests =
                withChains(image.layers().stream().map(Layer::diffId).toList());
        for (Layer layer : image.layers()) {
            layer.storedDigests().forEach(digest -> digests.add(digest.hex()));
        }
        return digests;
    }

    private static Set<String> digests(WrittenImage image) {
        Set<String> digests =
                withChains(image.layers().stream().map(WrittenLayer::diffId).toList());
        image.layers().forEach(layer -> digests.add(layer.descriptor().digest().hex()));
        return digests;
    }

    /** The chain ID of a layer is the digest of the one below and its own diff ID (image-spec config.md). */
    private static Set<String> withChains(List<Digest> diffIds) {
        Set<String> digests = new HashSet<>();
        String chain = "";
        for (Digest diffId : diffIds) {
            chain = chain.isEmpty()
                    ? diffId.toString()
                    : Digest.sha256Of((chain + " " + diffId).getBytes(StandardCharsets.US_ASCII))
                            .toString();
            digests.add(diffId.hex());
            digests.add(chain.substring(chain.indexOf(':') + 1));
        }
        return digests;
    }
}
