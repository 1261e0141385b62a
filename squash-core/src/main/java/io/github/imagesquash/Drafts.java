package io.github.imagesquash;

import io.github.imagesquash.SeveralImagesException.Obstacle;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.group.SharedLayers;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.oci.ImageTags;
import io.github.imagesquash.oci.Warnings;
import io.github.imagesquash.read.NamedImage;
import io.github.imagesquash.write.ImageDraft;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the images of a source are to become. */
final class Drafts {
    private final SquashRequest request;
    private final Spool spool;
    private final Warnings warnings;

    Drafts(SquashRequest request, Spool spool, Warnings warnings) {
        this.request = request;
        this.spool = spool;
        this.warnings = warnings;
    }

    /**
     * A draft of each image. Several keep their names.
     *
     * @param where what messages call the source
     * @throws SeveralImagesException if there are several, and the request has room or a name for one
     */
    List<NamedDraft> of(List<NamedImage> images, String where) throws IOException {
        boolean several = images.size() > 1;
        if (several) {
            requireRoom(where, images.size());
        }
        boolean together = Bundle.isTogether(request, images.size());
        List<Layer> layers = images.stream()
                .flatMap(image -> image.platforms().stream())
                .flatMap(image -> image.layers().stream())
                .toList();
        List<NamedDraft> drafts = new ArrayList<>();
        for (NamedImage image : images) {
            List<ImageDraft> platforms = new ArrayList<>();
            for (Image platform : image.platforms()) {
                ImageDraft draft = Squash.draft(request, platform, spool, warnings);
                platforms.add(
                        together ? draft.sharing(SharedLayers.MOST + 1, Squash.encoding(request, layers)) : draft);
            }
            ImageTags tags = several
                    ? image.tags()
                    : ImageTags.of(Squash.names(request, image.platforms().getFirst()));
            drafts.add(new NamedDraft(tags, platforms));
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
}
