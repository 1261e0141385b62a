// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.LayoutNames;
import io.github.imagesquash.oci.Tagged;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One archive that Docker, containerd, podman, skopeo and umoci all accept: an OCI layout with Docker's {@code
 * manifest.json} beside it. The small files come first, so that a reader of the stream knows the image before its
 * layers. Space for them is reserved while the layers are written, because they contain the layers' digests.
 */
public final class ArchiveStore extends ImageStore {
    private final FileChannel out;
    private final boolean pushed;
    private final long room;
    private final Map<Digest, FileRegion> layers = new HashMap<>();
    private long end;
    private long atMost;

    /**
     * @param out an empty file, open for reading and writing; not closed
     * @param largest the images that will be written, with documents at least as long as theirs
     */
    public ArchiveStore(FileChannel out, List<Tagged<ImageDocuments>> largest) {
        this(out, largest, false);
    }

    /** An archive that is only pushed: layers of a registry that were not read can stay there until they are needed. */
    public static ArchiveStore toBePushed(FileChannel out, List<Tagged<ImageDocuments>> largest) {
        return new ArchiveStore(out, largest, true);
    }

    private ArchiveStore(FileChannel out, List<Tagged<ImageDocuments>> largest, boolean pushed) {
        this.out = out;
        this.pushed = pushed;
        this.room = ControlFiles.of(largest).tarBytes();
        this.end = room;
    }

    @Override
    FileChannel begin(Digest like, long bound) throws IOException {
        atMost = bound;
        out.position(end + header(like, 0).length);
        return out;
    }

    @Override
    boolean leavesOut(Layer layer) {
        return pushed && !(layer.blob() instanceof FileRegion);
    }

    @Override
    Optional<FileRegion> find(Digest layer) {
        return Optional.ofNullable(layers.get(layer));
    }

    @Override
    FileRegion end(Descriptor layer) throws IOException {
        FileRegion known = layers.get(layer.digest());
        if (known != null) {
            // The next layer, or the end, overwrites it.
            return known;
        }
        byte[] header = header(layer.digest(), layer.size());
        FileRegion region = new FileRegion(out, end + header.length, layer.size());
        put(end, header);
        end += header.length + TarMember.padded(layer.size());
        layers.put(layer.digest(), region);
        return region;
    }

    @Override
    Map<Digest, FileRegion> put(ControlFiles files) throws IOException {
        out.truncate(end);
        // Two blocks of zeros end a tar; writing the last byte makes all bytes before it zero.
        put(end + 2 * TarMember.BLOCK - 1, new byte[1]);
        int padding = Math.toIntExact(room - files.tarBytes());
        Map<String, FileRegion> places = new HashMap<>();
        long at = 0;
        for (Map.Entry<String, byte[]> member : files.members(padding).entrySet()) {
            byte[] content = member.getValue();
            byte[] header = TarMember.header(member.getKey(), content.length, content.length);
            put(at, header);
            put(at + header.length, content);
            places.put(member.getKey(), new FileRegion(out, at + header.length, content.length));
            at += header.length + TarMember.padded(content.length);
        }
        Map<Digest, FileRegion> configs = new HashMap<>();
        for (ListedImage image : files.images()) {
            for (ImageDocuments platform : image.platforms()) {
                Digest digest = platform.config().digest();
                configs.put(digest, places.get(LayoutNames.blob(digest)));
            }
        }
        return configs;
    }

    private byte[] header(Digest digest, long size) throws IOException {
        return TarMember.header(LayoutNames.blob(digest), size, atMost);
    }

    private void put(long position, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            out.write(buffer, position + buffer.position());
        }
    }
}
