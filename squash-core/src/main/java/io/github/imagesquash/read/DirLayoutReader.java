// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.Index;
import io.github.imagesquash.oci.LayoutNames;
import io.github.imagesquash.oci.Manifest;
import io.github.imagesquash.oci.OciJson;
import java.io.IOException;
import java.util.List;

/**
 * Reads skopeo's {@code dir:} layout: one manifest, or an index of several platforms, beside blobs named by their bare
 * digits. It cannot contain an image's name.
 */
final class DirLayoutReader {
    private DirLayoutReader() {}

    /** The layout's images, one for each platform. */
    static List<Candidate> read(ArchiveFiles members) throws IOException {
        String where = members.whereOf(LayoutNames.DOCKER_MANIFEST);
        byte[] document = members.document(LayoutNames.DOCKER_MANIFEST, OciJson.MAX_BYTES);
        ObjectNode json = OciJson.readObject(document, where);
        ManifestWalk walk = new ManifestWalk(ArchiveBlobs.ofDirLayout(members));
        return Index.isOne(json)
                ? walk.follow(Index.from(json, where))
                : List.of(walk.image(Manifest.from(json, where), Digest.sha256Of(document)));
    }
}
