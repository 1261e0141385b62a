package io.github.imagesquash.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imagesquash.oci.InvalidArchiveException;
import io.github.imagesquash.oci.LayoutNames;
import io.github.imagesquash.oci.OciJson;
import io.github.imagesquash.oci.Warnings;
import java.io.IOException;
import java.util.List;

/** Whose control files an archive carries. */
enum ArchiveLayout {
    /** Docker's {@code manifest.json} alone. */
    DOCKER("Docker's manifest.json"),
    /** An OCI layout. */
    OCI("an OCI layout"),
    /** Both, as Docker writes since version 25. */
    HYBRID("an OCI layout with Docker's manifest.json"),
    /** Skopeo's {@code dir:} layout. */
    DIR("a dir: layout");

    private final String description;

    ArchiveLayout(String description) {
        this.description = description;
    }

    /** What messages call it. */
    String description() {
        return description;
    }

    /**
     * Tells by the names of the files that are there.
     *
     * @throws InvalidArchiveException if this is none of the layouts
     */
    static ArchiveLayout detect(Members members) throws IOException {
        boolean index = members.find(LayoutNames.INDEX).isPresent();
        boolean oci = index && members.find(LayoutNames.OCI_LAYOUT).isPresent();
        boolean manifest = members.find(LayoutNames.DOCKER_MANIFEST).isPresent();
        if (oci) {
            return manifest ? HYBRID : OCI;
        }
        if (manifest) {
            return isDirLayout(members) ? DIR : DOCKER;
        }
        throw unknown(members, index);
    }

    /** All images that the archive lists. */
    List<Candidate> read(Members members, Selection.Trust trust, Warnings warnings) throws IOException {
        return switch (this) {
            case DOCKER -> DockerSaveReader.read(members);
            case OCI -> OciLayoutReader.read(members);
            case DIR -> DirLayoutReader.read(members);
            case HYBRID ->
                switch (trust) {
                    case DOCKER -> DockerSaveReader.read(members);
                    case OCI -> OciLayoutReader.read(members);
                    case AGREEMENT ->
                        new Agreement(members.where(), warnings)
                                .of(OciLayoutReader.read(members), DockerSaveReader.read(members));
                };
        };
    }

    private static boolean isDirLayout(Members members) throws IOException {
        if (members.find(LayoutNames.DIR_VERSION).isEmpty()) {
            return false;
        }
        String name = LayoutNames.DOCKER_MANIFEST;
        JsonNode manifest = OciJson.read(members.document(name, OciJson.MAX_BYTES), members.whereOf(name));
        return manifest.isObject() && manifest.has("schemaVersion");
    }

    private static InvalidArchiveException unknown(Members members, boolean index) throws IOException {
        if (index) {
            return new InvalidArchiveException(members.where(), "has index.json, but no oci-layout beside it");
        }
        if (members.find(LayoutNames.REPOSITORIES).isPresent()) {
            return new InvalidArchiveException(
                    members.where(),
                    "was saved by a Docker older than 1.10 and has no manifest.json; load it into Docker 28 or older and"
                            + " save it again");
        }
        return new InvalidArchiveException(
                members.where(), "has neither manifest.json nor index.json; " + ArchiveFormat.EXPECTED);
    }
}
