// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import java.util.List;
import java.util.function.Predicate;

/** Recognises archives and directories without images by the names of their files, and says what to do. */
final class ForeignTree {
    private static final String BUILD = "build it with docker build -t NAME, then name the image NAME";

    /** The mark of a kind of tree, and its message. */
    private record Kind(Predicate<ShallowNames> isIt, String text) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(ShallowNames::isEmpty, "holds no files"),
            new Kind(
                    ShallowNames::isRootFileSystem,
                    "holds the file system of a container, as docker export writes it, and no image; make one with docker"
                            + " commit or docker import, and save it with docker save -o"),
            new Kind(
                    names -> names.hasPart(".wh."),
                    "holds the files of a single layer; save the whole image with docker save -o"),
            new Kind(
                    names -> names.has("layer.tar") && names.has("json"),
                    "holds a single layer of an image; save the whole image with docker save -o"),
            new Kind(
                    names -> names.has("config.json") && names.has("rootfs"),
                    "is a bundle for a runtime such as runc, not an image; name the image that it was unpacked from"),
            new Kind(
                    names -> names.has("metadata.yaml") && (names.has("rootfs") || names.has("templates")),
                    "is an image of LXD or Incus, not an OCI image"),
            new Kind(
                    names -> names.has("Chart.yaml") || names.hasSuffix("/Chart.yaml"),
                    "is a Helm chart; name an image that it deploys"),
            new Kind(
                    names -> names.has("overlay-images") || names.has("vfs-images"),
                    "is podman's own storage; name an image in it as containers-storage:NAME"),
            new Kind(
                    names -> names.has("image") && names.has("containers"),
                    "is Docker's own storage; name an image in it as docker-daemon:NAME"),
            new Kind(
                    names -> names.has("docker/registry") || names.has("registry/v2"),
                    "is the storage of a registry; name an image in it as docker://HOST/NAME"),
            new Kind(
                    names -> names.has("config.dump") && names.has("spec.dump"),
                    "is the checkpoint of a container; name the image that it ran"),
            new Kind(names -> names.hasSuffix(".ovf"), "is a virtual machine (OVA), not a container image"),
            new Kind(names -> names.has("oci-layout"), "has oci-layout, but no index.json beside it"),
            new Kind(names -> names.has("Dockerfile") || names.has("Containerfile"), "is a build context; " + BUILD));

    private ForeignTree() {}

    /** The kind of tree and what to do, as the end of a sentence. */
    static String of(ShallowNames names, boolean directory) {
        return KINDS.stream()
                .filter(kind -> kind.isIt().test(names))
                .findFirst()
                .map(kind -> kind.text() + (kind.text().contains(";") ? "" : "; " + ArchiveFormat.EXPECTED))
                .orElse("has neither manifest.json nor index.json" + (directory ? "" : ": perhaps a single layer")
                        + "; " + ArchiveFormat.EXPECTED);
    }
}
