package io.github.imagesquash.write;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.group.LayerPlan;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.LayoutNames;
import io.github.imagesquash.oci.MediaType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes an image as one archive that Docker, containerd, podman, skopeo and umoci all take: an OCI layout with Docker's
 * {@code manifest.json} beside it. The small files come first, so that a reader of the stream knows the image before its
 * layers; their room is kept while the layers are written, as they name the layers' digests.
 */
public final class OciArchiveWriter {
    private final ImageDraft draft;
    private final List<LayerTar> tars;
    private final LayerEncoding encoding;

    /**
     * @param draft the image but for its layers
     * @param plans its layers, base first
     * @param encoding how they are stored
     */
    public OciArchiveWriter(ImageDraft draft, List<LayerPlan> plans, LayerEncoding encoding) {
        ModTimes times = new ModTimes(draft.latest());
        this.draft = draft;
        this.tars = plans.stream().map(plan -> new LayerTar(plan, times)).toList();
        this.encoding = encoding;
    }

    /** How many bytes the layers' tars will have before compression; the meter of {@link #write} is told of about as many. */
    public long uncompressedBytes() {
        return tars.stream().mapToLong(LayerTar::size).sum();
    }

    /**
     * Writes the archive from the channel's beginning.
     *
     * @param out an empty file, open for writing; not closed
     * @param meter is told of the uncompressed bytes as they are written
     */
    public WrittenImage write(FileChannel out, ByteMeter meter) throws IOException {
        long room = draft.with(tars.stream().map(this::largest).toList()).tarBytes();
        List<WrittenLayer> layers = new ArrayList<>();
        List<FileRegion> blobs = new ArrayList<>();
        long end = room;
        for (LayerTar tar : tars) {
            long atMost = encoding.atMost(tar.size());
            int header = TarMember.header(blobName(largest(tar)), 0, atMost).length;
            out.position(end + header);
            WrittenLayer layer = new LayerWriter(encoding).write(tar, out, meter);
            long size = layer.descriptor().size();
            blobs.add(new FileRegion(out, end + header, size));
            put(out, end, TarMember.header(blobName(layer), size, atMost));
            end += header + TarMember.padded(size);
            layers.add(layer);
        }
        // Two blocks of zeros end a tar; writing the last byte makes all before it zero.
        put(out, end + 2 * TarMember.BLOCK - 1, new byte[1]);
        ControlFiles files = draft.with(layers);
        put(out, files, room);
        // The config is the last of the small files.
        long configSize = files.manifest().config().size();
        blobs.addFirst(new FileRegion(out, room - TarMember.padded(configSize), configSize));
        return new WrittenImage(files.manifest(), layers, blobs);
    }

    /** Stands in for a layer that is not written yet: no other of its kind has a longer description. */
    private WrittenLayer largest(LayerTar tar) {
        Digest digest = Digest.sha256Of(new byte[0]);
        MediaType mediaType = MediaType.layer(encoding.compression().suffix());
        return new WrittenLayer(digest, new Descriptor(mediaType, digest, encoding.atMost(tar.size())), 0, tar.size());
    }

    private static String blobName(WrittenLayer layer) {
        return LayoutNames.blob(layer.descriptor().digest());
    }

    private static void put(FileChannel out, ControlFiles files, long room) throws IOException {
        int padding = Math.toIntExact(room - files.tarBytes());
        long at = 0;
        for (Map.Entry<String, byte[]> member : files.members(padding).entrySet()) {
            byte[] content = member.getValue();
            byte[] header = TarMember.header(member.getKey(), content.length, content.length);
            put(out, at, header);
            put(out, at + header.length, content);
            at += header.length + TarMember.padded(content.length);
        }
    }

    private static void put(FileChannel out, long position, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            out.write(buffer, position + buffer.position());
        }
    }
}
