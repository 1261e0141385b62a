// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides by the manifest whether a layer is a tar, before its bytes are read: a file system image begins like an empty
 * tar, so the bytes alone would make an empty layer of it. Known types of tars are those of OCI and of Docker, with any
 * spelling of the compression. For types that do not describe the content, the bytes decide. All others are refused by
 * name.
 */
public final class LayerFormat {
    private static final String COMPRESSION = "(?:[.+](?:gzip|gz|zstd|zst|xz|bzip2|bz2))?";

    private static final Pattern TAR =
            Pattern.compile("application/vnd\\.(?:oci\\.image\\.layer(?:\\.nondistributable)?(?:\\.v1)?\\.tar"
                    + "|docker\\.(?:container\\.)?image\\.rootfs(?:\\.foreign)?\\.diff(?:\\.tar|[.+]x-gtar))"
                    + COMPRESSION);

    /** Types that servers and simple tools use if they do not know the content. */
    private static final Pattern UNTOLD = Pattern.compile("|application/octet-stream|binary/octet-stream"
            + "|application/(?:x-)?(?:g?tar|gzip|zstd)|application/(?:x-)?g?tar" + COMPRESSION);

    /** A word in a media type, the kind of layer, and advice for the user; the first match counts. */
    private record Known(String word, String what, String advice) {}

    private static final String ORIGINAL = "take the image with tar layers that it was converted from";
    private static final String NO_IMAGE = "it is not a layer of a container's file system";

    private static final List<Known> KNOWN = List.of(
            new Known("encrypted", "an encrypted layer", "decrypt it first, as skopeo copy --decryption-key does"),
            new Known("nydus", "a layer of nydus", ORIGINAL),
            new Known("overlaybd", "a block device of overlaybd", ORIGINAL),
            new Known("erofs", "an EROFS file system", ORIGINAL),
            new Known("squashfs", "a squashfs file system", ORIGINAL),
            new Known("ext4", "an ext4 file system", ORIGINAL),
            new Known("sylabs.sif", "a Singularity image", ORIGINAL),
            new Known("helm", "a Helm chart", NO_IMAGE),
            new Known("wasm", "a WebAssembly module", NO_IMAGE),
            new Known("in-toto", "an attestation", NO_IMAGE),
            new Known("simplesigning", "a signature", NO_IMAGE),
            new Known("spdx", "a bill of materials", NO_IMAGE),
            new Known("cyclonedx", "a bill of materials", NO_IMAGE),
            new Known("zip", "a zip file", NO_IMAGE),
            new Known("json", "a JSON document", NO_IMAGE));

    /** Annotations of layers that are tars by their type, but that only a converter's own snapshotter can unpack. */
    private static final Map<String, String> CONVERTED = Map.of(
            "containerd.io/snapshot/nydus-bootstrap", "the bootstrap of a nydus image",
            "containerd.io/snapshot/nydus-blob", "a layer of nydus",
            "containerd.io/snapshot/overlaybd/blob-digest", "a block device of overlaybd");

    private LayerFormat() {}

    /**
     * Refuses a layer that is not a tar.
     *
     * @param where the name of the layer in messages
     * @throws InvalidImageException with the media type or annotation and its meaning
     */
    public static void requireTar(MediaType type, Map<String, String> annotations, String where)
            throws InvalidImageException {
        if (!mayBeTar(type)) {
            String shown = "media type \"" + Printable.of(type.text()) + "\"";
            throw known(type)
                    .map(known -> refused(where, shown, known.what() + ", not a tar; " + known.advice()))
                    .orElseGet(() -> refused(where, shown, "expected that of a tar; layers of this type are unknown"));
        }
        for (Map.Entry<String, String> converted : CONVERTED.entrySet()) {
            if (annotations.containsKey(converted.getKey())) {
                String shown = "annotation \"" + converted.getKey() + "\"";
                throw refused(where, shown, converted.getValue() + ", not a layer's tar; " + ORIGINAL);
            }
        }
    }

    /** Whether a layer of this type is a tar, or may be one because the type does not exclude it. */
    public static boolean mayBeTar(MediaType type) {
        String text = plain(type);
        return TAR.matcher(text).matches() || UNTOLD.matcher(text).matches();
    }

    private static Optional<Known> known(MediaType type) {
        String text = plain(type);
        return KNOWN.stream().filter(known -> text.contains(known.word())).findFirst();
    }

    /** Case and parameters of media types do not matter. */
    private static String plain(MediaType type) {
        int parameters = type.text().indexOf(';');
        String text = parameters < 0 ? type.text() : type.text().substring(0, parameters);
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static InvalidImageException refused(String where, String what, String problem) {
        return new InvalidImageException(where, what + ": " + problem);
    }
}
