// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.LayoutNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The control files that an archive has. */
enum ArchiveLayout {
    /** Only Docker's {@code manifest.json}. */
    DOCKER("Docker's manifest.json"),
    /** An OCI layout. */
    OCI("an OCI layout"),
    /** Both, as Docker writes since version 25. */
    HYBRID("an OCI layout with Docker's manifest.json"),
    /** Skopeo's {@code dir:} layout. */
    DIR("a dir: layout");

    private static final int HEAD = 1024;

    private final String description;

    ArchiveLayout(String description) {
        this.description = description;
    }

    /** Its name in messages. */
    String description() {
        return description;
    }

    /**
     * Recognises the layout by the names of the files.
     *
     * @throws InvalidImageException if this is none of the layouts
     */
    static ArchiveLayout detect(ArchiveFiles members) throws IOException {
        boolean index = members.find(LayoutNames.INDEX).isPresent();
        boolean manifest = members.find(LayoutNames.DOCKER_MANIFEST).isPresent();
        if (index) {
            return manifest ? HYBRID : OCI;
        }
        if (manifest) {
            return isDirLayout(members) ? DIR : DOCKER;
        }
        throw unknown(members);
    }

    /** All images that the archive lists. */
    List<Candidate> read(ArchiveFiles members, Preferences.Trust trust, Warnings warnings) throws IOException {
        return switch (this) {
            case DOCKER -> DockerSaveReader.read(members, warnings);
            case OCI -> OciLayoutReader.read(members);
            case DIR -> DirLayoutReader.read(members);
            case HYBRID ->
                switch (trust) {
                    case DOCKER -> DockerSaveReader.read(members, warnings);
                    case OCI -> OciLayoutReader.read(members);
                    case AGREEMENT ->
                        new HybridReconciler(members.where(), warnings)
                                .of(OciLayoutReader.read(members), DockerSaveReader.read(members, warnings));
                };
        };
    }

    /** Docker's manifest.json is an array, a dir: layout's an object; skopeo reads the latter without its version file. */
    private static boolean isDirLayout(ArchiveFiles members) throws IOException {
        FileRegion manifest = members.require(LayoutNames.DOCKER_MANIFEST);
        byte[] head = new byte[(int) Math.min(manifest.size(), HEAD)];
        manifest.read(0, head, 0, head.length);
        return new String(head, StandardCharsets.ISO_8859_1).stripLeading().startsWith("{");
    }

    private static InvalidImageException unknown(ArchiveFiles members) throws IOException {
        if (members.find(LayoutNames.REPOSITORIES).isPresent()) {
            return new InvalidImageException(
                    members.where(),
                    "was saved by a Docker older than 1.10 and has no manifest.json; load it into Docker 28 or older and"
                            + " save it again");
        }
        return new InvalidImageException(
                members.where(), ForeignTree.of(members.shallowNames(), members instanceof LayoutDirectory));
    }
}
