// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import io.github.imagesquash.compare.FileType;
import io.github.imagesquash.files.TypedPath;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.read.ImageSource;
import io.github.imagesquash.replay.UpperLayersReplay;
import io.github.imagesquash.request.ContentsRequest;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.source.DeepStack;
import io.github.imagesquash.source.Workspace;
import io.github.imagesquash.tree.ContentStream;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.PathResolver.Found;
import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies the contents of an image's files to a stream. Layers are read from the uppermost down, only until it is clear
 * where the files are.
 *
 * {@snippet :
 * ImageContents.run(ContentsRequest.of(new Source.Archive(Path.of("old.tar")), "/etc/os-release"), System.out,
 * ProgressListener.NONE); }
 */
public final class ImageContents {
    private ImageContents() {}

    /**
     * Copies the contents, one after the other. Nothing is written before all files are found. It leaves no temporary
     * file. To cancel it, interrupt the calling thread.
     *
     * @param out receives the contents; it is flushed, not closed
     * @param progress receives the events of the run, from several threads
     * @return the number of written bytes
     * @throws io.github.imagesquash.message.InvalidImageException if the source is not a valid image; the message names
     *     the archive, the layer and the entry
     * @throws UnmetRequestException if the source does not have that image, the image does not have one of the paths,
     *     or it is not that of a regular file
     * @throws java.io.InterruptedIOException if the calling thread was interrupted
     * @throws IOException if reading or writing fails
     */
    public static long run(ContentsRequest request, OutputStream out, ProgressListener progress) throws IOException {
        return DeepStack.call(() -> copy(request, out, progress));
    }

    private static long copy(ContentsRequest request, OutputStream out, ProgressListener progress) throws IOException {
        try (Workspace work = new Workspace(request.settings(), progress);
                ImageSource source =
                        work.open(request.source(), request.selection().platform(), new Warnings())) {
            Image image = source.select(request.selection());
            List<RegularFile> files = find(request, image, work);
            source.requireUnchanged();
            long bytes = 0;
            for (RegularFile file : files) {
                bytes += new ContentStream(file).transferTo(out);
            }
            out.flush();
            return bytes;
        }
    }

    private static List<RegularFile> find(ContentsRequest request, Image image, Workspace work) throws IOException {
        return work.read(request.source(), image.storedBytes(), meter -> {
            UpperLayersReplay layers = work.replay(request.source()).fromAbove(image, work.budget(), meter);
            List<RegularFile> files = new ArrayList<>();
            for (TypedPath path : request.paths()) {
                files.add(file(path, path.find(layers::follow, image.where()), image.where()));
            }
            return files;
        });
    }

    private static RegularFile file(TypedPath path, Found found, String where) throws UnmetRequestException {
        return switch (found.inode()) {
            case RegularFile file -> file;
            case Inode other ->
                throw new UnmetRequestException(
                        where,
                        path + " is a " + FileType.of(other).toString().replace('-', ' ') + ", not a regular file");
        };
    }
}
