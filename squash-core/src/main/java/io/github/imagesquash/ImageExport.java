// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import io.github.imagesquash.filter.DropListener;
import io.github.imagesquash.filter.FilterResult;
import io.github.imagesquash.group.LayerPlan;
import io.github.imagesquash.group.SingleLayer;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.plan.ReportBuilder;
import io.github.imagesquash.read.ImageSource;
import io.github.imagesquash.replay.LayerReplay;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.report.ExportReport;
import io.github.imagesquash.request.ExportRequest;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.sink.ExportSink;
import io.github.imagesquash.source.DeepStack;
import io.github.imagesquash.source.Workspace;
import io.github.imagesquash.tree.FileTree;
import java.io.IOException;

/**
 * Writes the file system of an image, as a container sees it, without the image. Equal file systems give equal bytes.
 *
 * {@snippet :
 * ImageExport.run(ExportRequest.of(new Source.Archive(Path.of("old.tar")), new
 * ExportTarget.TarFile(Path.of("rootfs.tar"))), ProgressListener.NONE); }
 */
public final class ImageExport {
    private ImageExport() {}

    /**
     * Runs an export. All layers are verified before the first byte is written. If it fails, it leaves no file and no
     * temporary file. To cancel it, interrupt the calling thread.
     *
     * @param progress receives the events of the run, from several threads
     * @return the figures of the output
     * @throws io.github.imagesquash.message.InvalidImageException if the source is not a valid image; the message names
     *     the archive, the layer and the entry
     * @throws io.github.imagesquash.message.UnmetRequestException if the source does not have that image, the image
     *     does not have a path that is asked for, or the destination cannot hold the result
     * @throws java.io.InterruptedIOException if the calling thread was interrupted
     * @throws IOException if reading or writing fails
     */
    public static ExportReport run(ExportRequest request, ProgressListener progress) throws IOException {
        return DeepStack.call(() -> export(request, progress));
    }

    private static ExportReport export(ExportRequest request, ProgressListener progress) throws IOException {
        Warnings warnings = new Warnings();
        try (Workspace work = new Workspace(request.settings(), progress);
                ExportSink sink = ExportSink.open(request);
                ImageSource source =
                        work.open(request.source(), request.selection().platform(), warnings)) {
            Image image = source.select(request.selection());
            ReplayResult merged = replay(request, image, work);
            warnings.addAll(merged.warnings());
            FileTree tree = merged.tree();
            FilterResult filtered = FilterResult.of(
                    tree, request.filter(), image.config().execution(), image.where(), DropListener.NONE, warnings);
            LayerPlan.New plan = SingleLayer.of(tree);
            long contentBytes = tree.contentBytes();
            long unprivileged = sink.write(plan, contentBytes, work.stages());
            source.requireUnchanged();
            sink.commit();
            return new ExportReport(
                    image.where(),
                    image.platform().toString(),
                    plan.entries().size(),
                    contentBytes,
                    unprivileged,
                    filtered.removals().stream().map(ReportBuilder::dropped).toList(),
                    warnings.tallies());
        }
    }

    private static ReplayResult replay(ExportRequest request, Image image, Workspace work) throws IOException {
        LayerReplay replay = work.replay(request.source());
        return work.read(request.source(), image.storedBytes(), meter -> replay.replay(image, work.budget(), meter));
    }
}
