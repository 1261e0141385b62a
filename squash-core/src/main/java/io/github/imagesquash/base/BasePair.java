// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.base;

import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.oci.AnnotationKeys;
import io.github.imagesquash.oci.History;
import io.github.imagesquash.oci.ImageConfig;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.read.ImageOutline;
import io.github.imagesquash.read.ImageSource;
import io.github.imagesquash.rebase.ConfigMerge;
import io.github.imagesquash.rebase.MergedConfig;
import io.github.imagesquash.rebase.OnConflict;
import io.github.imagesquash.rebase.RebasedHistory;
import io.github.imagesquash.report.RebaseReport;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.OldBase;
import io.github.imagesquash.request.RebaseRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The present and the new base of an image.
 *
 * @param oldName the old base's name in messages
 * @param old the config and digests of the old base
 * @param newName the new base's name in messages
 * @param fresh the new base
 */
public record BasePair(String oldName, ImageOutline old, String newName, Image fresh) {

    /**
     * Finds an image's bases.
     *
     * @param fresh the new base's source, which must stay open
     * @throws UnmetRequestException if the image is not built on the old base, or the new one is for another platform
     */
    public static BasePair of(RebaseRequest request, Image image, ImageSource fresh, MergeRangeResolver reading)
            throws IOException {
        BaseImage oldBase = switch (request.oldBase()) {
            case OldBase.Named(BaseImage named) -> named;
            case OldBase.Annotated annotated -> AnnotatedBase.of(image, annotated.access());
        };
        ImageOutline old = reading.outline(oldBase, image.platform());
        new KnownBase(oldBase.name(), old.config().diffIds(), old.digests()).requireBelow(image);
        Image newBase = fresh.select(request.newBase().image().on(image.platform()));
        requireSame(request.newBase().name(), image, newBase);
        return new BasePair(oldBase.name(), old, request.newBase().name(), newBase);
    }

    private static void requireSame(String name, Image image, Image newBase) throws UnmetRequestException {
        Platform wanted = image.platform().normalized();
        Platform found = newBase.platform().normalized();
        if (!wanted.os().equals(found.os()) || !wanted.architecture().equals(found.architecture())) {
            throw UnmetRequestException.mismatch(
                    name, "platform of the new base", image.platform(), newBase.platform());
        }
    }

    /** The number of the old base's layers. */
    public int oldLayers() {
        return old.config().diffIds().size();
    }

    /** The number of the new base's layers. */
    public int newLayers() {
        return fresh.layers().size();
    }

    /** The image's config on the new base, still with the old layers. */
    public MergedConfig config(Image image, OnConflict rule) {
        return ConfigMerge.merge(old.config(), fresh.config(), image.config(), rule);
    }

    /**
     * The image on the new base: the base's layers, and above them the image's own.
     *
     * @param config its config, merged
     * @param latest no step of the history gets a later time
     */
    public Image rebased(Image image, ImageConfig config, Instant latest) {
        List<Layer> layers = new ArrayList<>(fresh.layers());
        for (Layer own : image.layers().subList(oldLayers(), image.layers().size())) {
            layers.add(own.numbered(layers.size() + 1));
        }
        List<History> history = new RebasedHistory(old.config(), fresh.config(), image.config())
                .steps().stream().map(step -> step.notAfter(latest)).toList();
        ImageConfig whole =
                config.squashed(layers.stream().map(Layer::diffId).toList(), history, created(image, latest));
        return new Image(
                image.where(),
                image.tags(),
                image.otherNames(),
                image.platform(),
                whole,
                whole.digest(),
                Optional.empty(),
                layers,
                annotations(image),
                image.entry());
    }

    /** The result of two images is not older than either. */
    private Optional<Instant> created(Image image, Instant latest) {
        Optional<Instant> own = image.config().created();
        return own.map(time -> fresh.config().created().filter(time::isBefore).orElse(time))
                .map(time -> time.isAfter(latest) ? latest : time);
    }

    private Map<String, String> annotations(Image image) {
        Map<String, String> annotations = new TreeMap<>(image.annotations());
        annotations.remove(AnnotationKeys.BASE_NAME);
        annotations.remove(AnnotationKeys.BASE_DIGEST);
        fresh.tags().stream().findFirst().ifPresent(tag -> annotations.put(AnnotationKeys.BASE_NAME, tag.toString()));
        fresh.manifestDigest().ifPresent(digest -> annotations.put(AnnotationKeys.BASE_DIGEST, digest.toString()));
        return annotations;
    }

    /** The figures for the report. */
    public RebaseReport.Bases report() {
        return new RebaseReport.Bases(oldName, oldLayers(), newName, newLayers());
    }
}
