// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.base.AbsentLayers;
import io.github.imagesquash.base.MergeRange;
import io.github.imagesquash.base.MergeRangeResolver;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.edit.EditedConfig;
import io.github.imagesquash.group.LayerLimits;
import io.github.imagesquash.group.SharedLayers;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.message.SeveralImagesException;
import io.github.imagesquash.message.SeveralImagesException.Obstacle;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.ImageTags;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.oci.Tagged;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.request.WriteRequest;
import io.github.imagesquash.source.Workspace;
import io.github.imagesquash.write.ImageDocuments;
import io.github.imagesquash.write.ImageTemplate;
import io.github.imagesquash.write.LayerEncoding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The templates of the new images of a source. */
public final class ImageTemplates {
    private final SquashRequest request;
    private final Workspace work;
    private final Warnings warnings;

    public ImageTemplates(SquashRequest request, Workspace work, Warnings warnings) {
        this.request = request;
        this.work = work;
        this.warnings = warnings;
    }

    /**
     * A template for each image. Several images keep their names.
     *
     * @param where the source's name in messages
     * @throws SeveralImagesException if there are several, and the request has a destination or a name for one
     */
    public List<Tagged<ImageTemplate>> of(List<Tagged<Image>> images, String where) throws IOException {
        boolean several = images.size() > 1;
        if (several) {
            requireRoom(where, images.size());
        }
        boolean together = ImageBundle.isTogether(request, images.size());
        List<Layer> layers = images.stream()
                .flatMap(image -> image.platforms().stream())
                .flatMap(image -> image.layers().stream())
                .toList();
        List<Tagged<ImageTemplate>> drafts = new ArrayList<>();
        for (Tagged<Image> image : images) {
            List<ImageTemplate> platforms = new ArrayList<>();
            for (Image platform : image.platforms()) {
                ImageTemplate draft = draft(platform);
                platforms.add(together ? draft.sharing(SharedLayers.MOST + 1, encoding(request, layers)) : draft);
            }
            ImageTags tags = several
                    ? image.tags()
                    : ImageTags.of(names(request, image.platforms().getFirst()));
            LostReferences.warnOfNames(request, image.platforms().getFirst(), tags, warnings);
            drafts.add(new Tagged<>(tags, platforms));
        }
        return drafts;
    }

    private void requireRoom(String where, int images) {
        boolean room = switch (request.destination()) {
            case Destination.Archive _, Destination.Stream _, Destination.Engine _ -> true;
            case Destination.Layout layout -> layout.ref().isEmpty();
            case Destination.Dir _, Destination.Registry _ -> false;
        };
        if (!room) {
            throw new SeveralImagesException(where, images, Obstacle.DESTINATION);
        }
        if (!request.tags().isEmpty()) {
            throw new SeveralImagesException(where, images, Obstacle.TAGS);
        }
    }

    /** The new image of one of the source's. */
    private ImageTemplate draft(Image image) throws IOException {
        MergeRange cut =
                new MergeRangeResolver(work.spool(), request.settings().limits(), warnings).of(request.layers(), image);
        AbsentLayers.requireNone(image, cut.merged(), request.destination());
        warnOfMany(image.layers().size() - cut.merged().size() + 1, warnings);
        LayerEncoding encoding = encoding(
                request, image.layers().stream().filter(cut.merged()::includes).toList());
        EditedConfig edited = request.configEdits().apply(image.config());
        return new ImageTemplate(
                image,
                edited,
                cut.merged(),
                request.grouping().withoutReuse().mostLayers(),
                cut.keepsBase(),
                request.latest(),
                encoding);
    }

    /**
     * The images with documents that are at least as long as those of the finished ones.
     *
     * @param previous the previous image that they may be put on
     */
    public static List<Tagged<ImageDocuments>> largest(List<Tagged<ImageTemplate>> drafts, Previous previous)
            throws IOException {
        List<ImageTemplate> platforms = new ArrayList<>();
        for (Tagged<ImageTemplate> draft : drafts) {
            for (ImageTemplate platform : draft.platforms()) {
                platforms.add(previous.largest(platform));
            }
        }
        List<ImageDocuments> all = ImageTemplate.largest(platforms);
        List<Tagged<ImageDocuments>> images = new ArrayList<>();
        int done = 0;
        for (Tagged<ImageTemplate> draft : drafts) {
            int end = done + draft.platforms().size();
            images.add(new Tagged<>(draft.tags(), all.subList(done, end)));
            done = end;
        }
        return images;
    }

    /** Warns about more layers than Docker's graph drivers mount. */
    public static void warnOfMany(int layers, Warnings warnings) {
        if (layers > LayerLimits.MOST_LAYERS) {
            warnings.add(Warning.Kind.MANY_LAYERS, 0, layers + " layers");
        }
    }

    /** The names of the new image. */
    public static List<Reference> names(WriteRequest request, Image image) {
        return switch (request.destination()) {
            // A pushed image has the names of its addresses.
            case Destination.Registry registry ->
                registry.addresses().stream()
                        .flatMap(address -> address.name().stream())
                        .toList();
            case Destination.Dir _ -> List.of();
            case Destination.Layout layout when !layout.ref().isEmpty() -> request.tags();
            case Destination.Archive _, Destination.Layout _, Destination.Stream _, Destination.Engine _ ->
                request.tags().isEmpty() ? image.tags() : request.tags();
        };
    }

    /** The encoding of the merged part of these layers. */
    static LayerEncoding encoding(SquashRequest request, List<Layer> merged) {
        return switch (request.encoding()) {
            case Encoding.Chosen chosen ->
                new LayerEncoding(
                        chosen.compression(), chosen.level(), request.settings().threads());
            case Encoding.Chunked(int level) ->
                LayerEncoding.chunked(level, request.settings().threads());
            case Encoding.AsInput() -> {
                LayerEncoding encoding =
                        LayerEncoding.asMostOf(merged, request.settings().threads());
                yield switch (request.destination()) {
                    case Destination.Engine _ ->
                        new LayerEncoding(
                                Compression.NONE,
                                Compression.NONE.defaultLevel(),
                                request.settings().threads());
                    // A registry's layers are downloaded repeatedly and should be small.
                    case Destination.Registry _ -> encoding.compressedBy(Compression.GZIP);
                    case Destination.Archive _, Destination.Layout _, Destination.Dir _, Destination.Stream _ ->
                        encoding;
                };
            }
        };
    }
}
