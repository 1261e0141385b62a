// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.image.Image;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.PlatformWish;
import io.github.imagesquash.read.ImageSource;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.GroupingChoice;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.source.Sources;
import io.github.imagesquash.source.Workspace;
import io.github.imagesquash.write.ImageTemplate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A previous image, open for as long as a run takes, on each of its platforms. */
final class PreviousImage implements Previous {
    private final GroupingChoice.OntoPrevious choice;
    private final SquashRequest request;
    private final Workspace work;
    private final ImageSource source;
    private final List<Image> platforms;

    private PreviousImage(
            GroupingChoice.OntoPrevious choice,
            SquashRequest request,
            Workspace work,
            ImageSource source,
            List<Image> platforms) {
        this.choice = choice;
        this.request = request;
        this.work = work;
        this.source = source;
        this.platforms = platforms;
    }

    /** Opens it. Its warnings were reported when it was made. */
    static PreviousImage open(GroupingChoice.OntoPrevious choice, SquashRequest request, Workspace work)
            throws IOException {
        BaseImage image = choice.previous();
        ImageSource source = work.open(image.source(), new Warnings());
        try {
            List<Image> platforms = source.selectAll(image.image());
            return new PreviousImage(choice, request, work, source, platforms);
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private Optional<Image> like(Image image) {
        String architecture = image.platform().normalized().architecture();
        List<Image> sameProcessor = platforms.stream()
                .filter(platform ->
                        platform.platform().normalized().architecture().equals(architecture))
                .toList();
        return PlatformWish.of(image.platform()).best(sameProcessor, Image::platform).stream()
                .findFirst();
    }

    /** All layers may be kept, and each new step of the history is longer than without reuse. */
    @Override
    public ImageTemplate largest(ImageTemplate draft) throws IOException {
        Optional<Image> previous = like(draft.source());
        return previous.isEmpty()
                ? draft
                : new ReusedImageTemplate(request, draft, previous.get())
                        .with(previous.get().layers(), draft.newLayers());
    }

    @Override
    public ImagePlan plan(ImageTemplate draft, MergePlan merging) throws IOException {
        Optional<Image> previous = like(draft.source());
        if (previous.isEmpty()) {
            Image image = draft.source();
            merging.merged()
                    .warnings()
                    .add(Warning.Kind.NO_PREVIOUS, 0, image.platform().toString());
            return ImagePlan.of(
                    draft, merging, ReuseDecision.noPlatform(choice.previous().name()));
        }
        merging.merged().tree().clampTimes(request.latest());
        Image spooled = Sources.spooled(previous.get(), work.spool());
        return new LayerReuse(choice, request, spooled, work).plan(draft, merging);
    }

    @Override
    public void requireUnchanged() throws IOException {
        source.requireUnchanged();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
