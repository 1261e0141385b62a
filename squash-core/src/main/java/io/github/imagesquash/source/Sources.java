// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.source;

import io.github.imagesquash.blob.Blob;
import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.blob.SpoolingBlob;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.read.ImageArchive;
import io.github.imagesquash.read.ImageSource;
import io.github.imagesquash.read.RegistrySource;
import io.github.imagesquash.request.Source;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Opens the sources that a request names. */
public final class Sources {
    private Sources() {}

    /** The archive or registry of a source; the parameters are those of {@link ImageArchive#open}. */
    public static ImageSource open(Source source, Spool spool, Limits limits, ByteMeter meter, Warnings warnings)
            throws IOException {
        return open(source, Platform.ANY, spool, limits, meter, warnings);
    }

    static ImageSource open(
            Source source, Platform platform, Spool spool, Limits limits, ByteMeter meter, Warnings warnings)
            throws IOException {
        return switch (source) {
            case Source.Archive file ->
                ImageArchive.open(file.path(), spool, limits, meter, warnings).require(file.kind());
            case Source.Engine engine -> EngineInput.open(engine, platform, spool, limits, meter, warnings);
            case Source.Registry remote ->
                RegistrySource.open(remote.address(), remote.access(), remote.shared(), warnings);
            case Source.Stream stream -> ImageArchive.open(stream.in(), stream.name(), spool, limits, meter, warnings);
        };
    }

    /** An image whose layers are read and then copied: the stored bytes of remote layers are spooled. */
    public static Image spooled(Image image, Spool spool) {
        return spooled(image, List.of(), spool);
    }

    /**
     * As {@link #spooled(Image, Spool)}.
     *
     * @param spooled other layers that are already spooled, which may be the same blobs
     */
    public static Image spooled(Image image, List<Layer> spooled, Spool spool) {
        return image.withLayers(image.layers().stream()
                .map(layer -> layer.blob() instanceof FileRegion
                        ? layer
                        : layer.withBlob(same(layer, spooled).orElseGet(() -> new SpoolingBlob(layer.blob(), spool))))
                .toList());
    }

    private static Optional<Blob> same(Layer layer, List<Layer> spooled) {
        return spooled.stream()
                .filter(other -> other.storedDigest().equals(layer.storedDigest()))
                .map(Layer::blob)
                .findFirst();
    }
}
