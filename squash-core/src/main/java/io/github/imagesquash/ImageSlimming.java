// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import io.github.imagesquash.files.TypedPath;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.message.NearestName;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.purge.PackageRecord;
import io.github.imagesquash.read.ImageSource;
import io.github.imagesquash.replay.ReplayObserver;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.replay.ReplaySession;
import io.github.imagesquash.report.SlimFile;
import io.github.imagesquash.report.SlimReport;
import io.github.imagesquash.report.SlimSummary;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.SlimRequest;
import io.github.imagesquash.slim.SlimDecision;
import io.github.imagesquash.slim.SlimOptions.Unit;
import io.github.imagesquash.source.DeepStack;
import io.github.imagesquash.source.Workspace;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.PathResolver;
import io.github.imagesquash.tree.PathResolver.Found;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says which packages of an image stay and which go if only needed ones are kept, and why.
 *
 * {@snippet :
 * SlimReport report = ImageSlimming.run(SlimRequest.of(new Source.Archive(Path.of("old.tar"))), ProgressListener.NONE);
 * report.packages().dropped().forEach(one -> System.out.println(one.name())); }
 */
public final class ImageSlimming {
    private ImageSlimming() {}

    /**
     * Judges the packages; nothing is written. It leaves no temporary file. To cancel it, interrupt the calling thread.
     *
     * @param progress receives the events of the run, from several threads
     * @throws io.github.imagesquash.message.InvalidImageException if the source is not a valid image; the message names
     *     the archive, the layer and the entry
     * @throws UnmetRequestException if the source does not have that image, or the image has no database of packages
     *     that can be changed, or lacks a path or package of the request
     * @throws java.io.InterruptedIOException if the calling thread was interrupted
     * @throws IOException if reading fails
     */
    public static SlimReport run(SlimRequest request, ProgressListener progress) throws IOException {
        return DeepStack.call(() -> judge(request, progress));
    }

    private static SlimReport judge(SlimRequest request, ProgressListener progress) throws IOException {
        Warnings warnings = new Warnings();
        try (Workspace work = new Workspace(request.settings(), progress);
                ImageSource source =
                        work.open(request.source(), request.selection().platform(), warnings)) {
            Image image = source.select(request.selection());
            ReplayResult replayed = work.read(request.source(), image.storedBytes(), meter -> {
                try (ReplaySession layers = work.replay(request.source())
                        .begin(image, work.budget(), meter, _ -> false, ReplayObserver.NONE)) {
                    return layers.finish();
                }
            });
            warnings.addAll(replayed.warnings());
            SlimDecision decision = SlimDecision.of(
                    replayed.tree(), image.config().execution(), request.options(), image.where(), warnings);
            SlimReport report = report(request, image, replayed.tree(), decision, warnings);
            source.requireUnchanged();
            return report;
        }
    }

    private static SlimReport report(
            SlimRequest request, Image image, FileTree tree, SlimDecision decision, Warnings warnings)
            throws IOException {
        List<PackageRecord> all = Stream.concat(decision.kept().stream(), decision.dropped().stream())
                .toList();
        String asked = request.explained();
        List<PackageRecord> meant = all;
        boolean free = false;
        Optional<SlimFile> file = Optional.empty();
        if (asked.startsWith("/")) {
            PathResolver resolver = new PathResolver(tree);
            Found found = new TypedPath(asked).find(path -> resolver.outcome(path, false), image.where());
            List<PackageRecord> directories =
                    all.stream().filter(one -> one.name().equals(asked)).toList();
            meant = directories.isEmpty() ? decision.owners(found.path()) : directories;
            free = meant.isEmpty();
            if (!free && directories.isEmpty() && request.options().unit() == Unit.FILES) {
                file = Optional.of(SlimFile.of(found.path(), meant, decision));
            }
        } else if (!asked.isEmpty()) {
            meant = all.stream().filter(one -> one.name().equals(asked)).toList();
            if (meant.isEmpty()) {
                List<String> names = all.stream().map(PackageRecord::name).toList();
                throw new UnmetRequestException(
                        image.where(), asked + ": no such package" + NearestName.question(asked, names));
            }
        }
        return new SlimReport(
                image.where(),
                image.platform().toString(),
                asked,
                free,
                file,
                SlimSummary.of(decision, meant),
                warnings.tallies());
    }
}
