package io.github.imagesquash.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.oci.Index;
import io.github.imagesquash.oci.InvalidArchiveException;
import io.github.imagesquash.oci.LayoutNames;
import io.github.imagesquash.oci.OciJson;
import io.github.imagesquash.oci.Printable;
import java.io.IOException;
import java.util.List;

/** Reads an OCI layout (image-spec image-layout.md): {@code index.json} and what it leads to. */
final class OciLayoutReader {
    private static final String LAYOUT_VERSION = "1.0.0";

    private OciLayoutReader() {}

    /** All images of the layout, in the order of {@code index.json}. */
    static List<Candidate> read(Members members) throws IOException {
        requireVersion(members);
        byte[] document = members.document(LayoutNames.INDEX, OciJson.MAX_BYTES);
        Index index = Index.parse(document, members.whereOf(LayoutNames.INDEX));
        return new ManifestWalk(ArchiveBlobs.ofOciLayout(members)).follow(index);
    }

    private static void requireVersion(Members members) throws IOException {
        String where = members.whereOf(LayoutNames.OCI_LAYOUT);
        ObjectNode layout = OciJson.readObject(members.document(LayoutNames.OCI_LAYOUT, OciJson.MAX_BYTES), where);
        String version = layout.path("imageLayoutVersion").asText();
        if (!version.equals(LAYOUT_VERSION)) {
            throw InvalidArchiveException.mismatch(
                    where, "imageLayoutVersion", LAYOUT_VERSION, "\"" + Printable.of(version) + "\"");
        }
    }
}
