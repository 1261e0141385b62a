// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.base;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.engine.EngineException;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.AnnotationKeys;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.read.ImageOutline;
import io.github.imagesquash.read.ImageSource;
import io.github.imagesquash.registry.RegistryAccess;
import io.github.imagesquash.request.BaseChoice;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.source.EngineInput;
import io.github.imagesquash.source.Sources;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the layers to merge, for which other images may have to be read.
 *
 * @param spool stores the other image if it has to be read as a whole, such as one in a pipe
 * @param limits the limits for that image
 * @param warnings receives one for each candidate that cannot be read
 */
public record MergeRangeResolver(Spool spool, Limits limits, Warnings warnings) {
    /**
     * The layers of an image to merge.
     *
     * @throws UnmetRequestException if the image does not match the request; the message names both diff IDs that
     *     differ
     */
    public MergeRange of(LayerChoice choice, Image image) throws IOException {
        return switch (choice) {
            case LayerChoice.Within within -> new MergeRange(within.of(image), false);
            case BaseChoice.Above(BaseImage base) -> {
                KnownBase known = known(base, image.platform());
                yield new MergeRange(known.above(image), isAnnotated(image, known));
            }
            case BaseChoice.AboveLayerOrImage(LayerChoice.AboveLayer layer, BaseImage base) ->
                layer.isIn(image) ? of(layer, image) : aboveImage(layer, base, image);
            case BaseChoice.Annotated(RegistryAccess access) -> {
                KnownBase known = known(AnnotatedBase.of(image, access), image.platform());
                yield new MergeRange(known.above(image), true);
            }
            case BaseChoice.MostInCommon most -> mostInCommon(most, image);
        };
    }

    private MergeRange aboveImage(LayerChoice.AboveLayer layer, BaseImage base, Image image) throws IOException {
        KnownBase known;
        try {
            known = known(base, image.platform());
        } catch (EngineException e) {
            throw new UnmetRequestException(
                    image.where(),
                    "no layer has the digest or diff ID " + Printable.of(layer.digest()) + ", and " + e.getMessage(),
                    e);
        }
        return new MergeRange(known.above(image), isAnnotated(image, known));
    }

    private MergeRange mostInCommon(BaseChoice.MostInCommon choice, Image image) throws IOException {
        List<KnownBase> found = found(choice.candidates(), image.platform());
        KnownBase best = found.getFirst();
        for (KnownBase known : found) {
            best = known.inCommonWith(image) > best.inCommonWith(image) ? known : best;
        }
        int common = best.inCommonWith(image);
        if (common == 0) {
            String candidates = String.join(
                    ", ", choice.candidates().stream().map(BaseImage::name).toList());
            throw new UnmetRequestException(
                    image.where(), "has no lowest layer in common with any of the candidates " + candidates);
        }
        return new MergeRange(
                best.above(image, common), common == best.diffIds().size() && isAnnotated(image, best));
    }

    /** The candidates that can be read, at least one; the others cause a warning. */
    private List<KnownBase> found(List<BaseImage> candidates, Platform platform) throws IOException {
        List<KnownBase> found = new ArrayList<>();
        List<IOException> failures = new ArrayList<>();
        for (BaseImage candidate : candidates) {
            try {
                found.add(known(candidate, platform));
            } catch (InterruptedIOException | InvalidImageException e) {
                throw e;
            } catch (IOException e) {
                failures.add(e);
                warnings.add(Warning.Kind.NO_CANDIDATE, 0, Printable.of(candidate.name()));
            }
        }
        if (found.isEmpty()) {
            throw failures.getFirst();
        }
        return found;
    }

    private static boolean isAnnotated(Image image, KnownBase base) {
        String digest = image.annotations().getOrDefault(AnnotationKeys.BASE_DIGEST, "");
        return base.digests().stream().map(Digest::toString).anyMatch(digest::equals);
    }

    private KnownBase known(BaseImage base, Platform platform) throws IOException {
        if (base.source() instanceof Source.Engine engine) {
            return new KnownBase(base.name(), EngineInput.find(engine).diffIds(), List.of());
        }
        ImageOutline outline = outline(base, platform);
        return new KnownBase(base.name(), outline.config().diffIds(), outline.digests());
    }

    /** The config and digests of another image. */
    ImageOutline outline(BaseImage base, Platform platform) throws IOException {
        try (ImageSource source = Sources.open(base.source(), spool, limits, ByteMeter.NONE, new Warnings())) {
            return source.outline(base.image().on(platform));
        }
    }
}
