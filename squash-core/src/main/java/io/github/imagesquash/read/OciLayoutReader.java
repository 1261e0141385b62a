// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.oci.Index;
import io.github.imagesquash.oci.LayoutNames;
import io.github.imagesquash.oci.OciJson;
import java.io.IOException;
import java.util.List;

/** Reads an OCI layout (image-spec image-layout.md): {@code index.json} and the documents that it refers to. */
final class OciLayoutReader {
    private OciLayoutReader() {}

    /** All images of the layout, in the order of {@code index.json}. */
    static List<Candidate> read(ArchiveFiles members) throws IOException {
        requireVersion(members);
        byte[] document = members.document(LayoutNames.INDEX, OciJson.MAX_BYTES);
        Index index = Index.parse(document, members.whereOf(LayoutNames.INDEX));
        return new ManifestWalk(ArchiveBlobs.ofOciLayout(members)).follow(index);
    }

    /** Skopeo and podman do not require the file with the version. */
    private static void requireVersion(ArchiveFiles members) throws IOException {
        if (members.find(LayoutNames.OCI_LAYOUT).isEmpty()) {
            return;
        }
        String where = members.whereOf(LayoutNames.OCI_LAYOUT);
        ObjectNode layout = OciJson.readObject(members.document(LayoutNames.OCI_LAYOUT, OciJson.MAX_BYTES), where);
        String version = LayoutNames.layoutVersion(layout, where);
        if (!LayoutNames.isReadable(version)) {
            throw InvalidImageException.mismatch(
                    where, "imageLayoutVersion", "1.0.0 or a later 1.x", "\"" + Printable.of(version) + "\"");
        }
    }
}
