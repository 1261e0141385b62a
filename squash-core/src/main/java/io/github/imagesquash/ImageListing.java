// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import io.github.imagesquash.files.FileList;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.packages.PackageDatabases;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.read.ImageSource;
import io.github.imagesquash.replay.LayerReplay.Reading;
import io.github.imagesquash.replay.ReplayObserver;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.replay.ReplaySession;
import io.github.imagesquash.report.ListingReport;
import io.github.imagesquash.request.ListingRequest;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.source.DeepStack;
import io.github.imagesquash.source.Workspace;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.PathResolver;
import io.github.imagesquash.tree.PathResolver.Found;
import java.io.IOException;

/**
 * Lists files of an image as a container sees them, each with its layer and its package.
 *
 * {@snippet :
 * ListingReport report = ImageListing.run(ListingRequest.of(new Source.Archive(Path.of("old.tar")), "/etc"),
 * ProgressListener.NONE); report.files().forEach(file -> System.out.println(file.path())); }
 */
public final class ImageListing {
    private ImageListing() {}

    /**
     * Lists files. It leaves no temporary file. To cancel it, interrupt the calling thread.
     *
     * @param progress receives the events of the run, from several threads
     * @return the files; memory grows with the number of entries, not with their size
     * @throws io.github.imagesquash.message.InvalidImageException if the source is not a valid image; the message names
     *     the archive, the layer and the entry
     * @throws io.github.imagesquash.message.UnmetRequestException if the source does not have that image, or the image
     *     does not have that path
     * @throws java.io.InterruptedIOException if the calling thread was interrupted
     * @throws IOException if reading fails
     */
    public static ListingReport run(ListingRequest request, ProgressListener progress) throws IOException {
        return DeepStack.call(() -> list(request, progress));
    }

    private static ListingReport list(ListingRequest request, ProgressListener progress) throws IOException {
        Warnings warnings = new Warnings();
        try (Workspace work = new Workspace(request.settings(), progress);
                ImageSource source =
                        work.open(request.source(), request.selection().platform(), warnings)) {
            Image image = source.select(request.selection());
            ReplayResult replayed = replay(request, image, work);
            warnings.addAll(replayed.warnings());
            FileTree tree = replayed.tree();
            Found start = find(request, tree, image.where());
            Packages packages = request.packages() ? PackageDatabases.readDistribution(tree, warnings) : Packages.NONE;
            ListingReport report = new ListingReport(
                    image.where(),
                    image.platform().toString(),
                    start.path(),
                    start.inode() instanceof Directory,
                    FileList.of(tree, start, request.recursive(), packages),
                    warnings.tallies());
            source.requireUnchanged();
            return report;
        }
    }

    private static ReplayResult replay(ListingRequest request, Image image, Workspace work) throws IOException {
        return work.read(request.source(), image.storedBytes(), meter -> {
            try (ReplaySession layers = work.replay(request.source())
                    .begin(image, work.budget(), meter, Reading.HEADERS, ReplayObserver.NONE)) {
                return layers.finish();
            }
        });
    }

    private static Found find(ListingRequest request, FileTree tree, String where) throws IOException {
        boolean followed = request.followed() || request.path().endsWithSlash();
        PathResolver resolver = new PathResolver(tree);
        return request.path().find(path -> resolver.outcome(path, followed), where);
    }
}
