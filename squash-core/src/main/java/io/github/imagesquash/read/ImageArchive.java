// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Tagged;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An archive of images: what {@code docker save}, {@code podman save}, {@code docker buildx}, skopeo, crane, jib and
 * Bazel write, or an OCI or {@code dir:} layout that is a directory. The regions of its layers are valid until it is
 * closed.
 */
public final class ImageArchive implements ImageSource {
    private static final int FILE_TYPE = 0170000;
    private static final int CHARACTER_DEVICE = 0020000;

    /** Names of open streams that this process was given. */
    private static final List<Path> GIVEN =
            List.of(Path.of("/dev/stdin"), Path.of("/dev/fd"), Path.of("/proc/self/fd"));

    private final ArchiveFiles members;
    private final ArchiveLayout layout;
    private final SourceFiles files;
    private final boolean mayLack;
    private final Warnings warnings;

    private ImageArchive(
            ArchiveFiles members, ArchiveLayout layout, SourceFiles files, boolean mayLack, Warnings warnings) {
        this.members = members;
        this.layout = layout;
        this.files = files;
        this.mayLack = mayLack;
        this.warnings = warnings;
    }

    /**
     * Opens an archive. A compressed file, and anything that is neither file nor directory, such as a pipe, is spooled.
     *
     * @param path a file or directory
     * @param spool stores bytes that have to be read twice
     * @param limits the maximum size of a decompressed archive, and the maximum number of members
     * @param meter counts the bytes read while spooling
     * @param warnings receives warnings about the archive, now and when an image is selected
     * @throws InvalidImageException if this is not an archive of images
     * @throws FileSystemException if there is no such file, or if it is a device that may never end
     */
    public static ImageArchive open(Path path, Spool spool, Limits limits, ByteMeter meter, Warnings warnings)
            throws IOException {
        String where = Printable.of(path.toString());
        if (!Files.exists(path)) {
            throw new NoSuchFileException(where, null, "no such file or directory");
        }
        if (Files.isDirectory(path)) {
            SourceFiles files = new SourceFiles();
            return of(LayoutDirectory.open(path, where, files, limits), files, false, warnings);
        }
        if (!Files.isRegularFile(path)) {
            requireEnd(path, where);
            try (InputStream in = Files.newInputStream(path)) {
                return open(in, where, spool, limits, meter, warnings);
            }
        }
        return ofFile(path, where, spool, limits, meter, warnings);
    }

    /**
     * As {@link #open(Path, Spool, Limits, ByteMeter, Warnings)}, in an uncompressed file that the caller has open and
     * closes: this archive must not be closed. Layers may be missing as long as they are not read.
     *
     * @param name its name in messages
     * @throws InvalidImageException if it is not an image archive, or exceeds the limits
     */
    public static ImageArchive in(FileChannel file, String name, Limits limits, Warnings warnings) throws IOException {
        FileRegion tar = new FileRegion(file, 0, file.size());
        ArchiveFiles members = ArchiveIndex.read(tar, name, limits, warnings, () -> {
            throw new InvalidImageException(name, "has a member that is stored as a sparse file");
        });
        return new ImageArchive(members, ArchiveLayout.detect(members), new SourceFiles(), true, warnings);
    }

    /**
     * As {@link #open(Path, Spool, Limits, ByteMeter, Warnings)}, in a directory that will be added to another one.
     * Layers may be missing as long as they are not read.
     *
     * @param staging the new files; they take precedence
     * @param target the other directory, which may be absent
     * @param name its name in messages
     */
    public static ImageArchive staged(Path staging, Path target, String name, Limits limits, Warnings warnings)
            throws IOException {
        SourceFiles files = new SourceFiles();
        return of(LayoutDirectory.staged(staging, target, name, files, limits), files, true, warnings);
    }

    /**
     * As {@link #open(Path, Spool, Limits, ByteMeter, Warnings)}, from a stream, which is read to its end and not
     * closed.
     *
     * @param name its name in messages
     */
    public static ImageArchive open(
            InputStream in, String name, Spool spool, Limits limits, ByteMeter meter, Warnings warnings)
            throws IOException {
        FileRegion tar = new ArchiveBytes(name, spool, limits, meter).of(in);
        return of(ArchiveIndex.read(tar, name, limits, warnings, spool::newFile), new SourceFiles(), false, warnings);
    }

    /** A character device such as {@code /dev/zero} may never end; a stream that this process was given does. */
    private static void requireEnd(Path path, String where) throws IOException {
        boolean given = GIVEN.stream().anyMatch(path::startsWith);
        boolean knowsModes = path.getFileSystem().supportedFileAttributeViews().contains("unix");
        if (!given && knowsModes && ((int) Files.getAttribute(path, "unix:mode") & FILE_TYPE) == CHARACTER_DEVICE) {
            throw new FileSystemException(where, null, "is a device; expected an archive");
        }
    }

    private static ImageArchive ofFile(
            Path path, String where, Spool spool, Limits limits, ByteMeter meter, Warnings warnings)
            throws IOException {
        SourceFiles files = new SourceFiles();
        FileChannel file = files.open(path, where);
        try {
            FileRegion tar = new ArchiveBytes(where, spool, limits, meter).of(file);
            if (tar.channel() != file) {
                // Read only once.
                files = new SourceFiles();
                file.close();
            }
            return of(ArchiveIndex.read(tar, where, limits, warnings, spool::newFile), files, false, warnings);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static ImageArchive of(ArchiveFiles members, SourceFiles files, boolean mayLack, Warnings warnings)
            throws IOException {
        try {
            return new ImageArchive(members, ArchiveLayout.detect(members), files, mayLack, warnings);
        } catch (IOException | RuntimeException e) {
            members.close();
            throw e;
        }
    }

    /**
     * This archive, if it has this kind.
     *
     * @throws UnmetRequestException if it is not; it is then closed
     */
    public ImageArchive require(ArchiveKind kind) throws IOException {
        if (!kind.includes(layout, members instanceof LayoutDirectory)) {
            close();
            throw UnmetRequestException.mismatch(where(), "kind", kind, found());
        }
        return this;
    }

    private String found() {
        return layout.description() + (members instanceof LayoutDirectory ? " in a directory" : " in one file");
    }

    @Override
    public Image select(ImageSelector selection) throws IOException {
        return ChosenImage.of(where(), chooser(selection.image()).choose(selection, warnings), mayLack, warnings);
    }

    @Override
    public ImageOutline outline(ImageSelector selection) throws IOException {
        return ImageOutline.of(where(), chooser(selection.image()).choose(selection, warnings));
    }

    @Override
    public List<Image> selectAll(WantedImage image) throws IOException {
        List<Image> images = new ArrayList<>();
        for (Candidate.Stored platform : chooser(image).chooseAll(image, warnings)) {
            images.add(ChosenImage.of(where(), platform, mayLack, warnings));
        }
        return images;
    }

    @Override
    public List<Tagged<Image>> selectEach(Platforms platforms, Preferences preferences) throws IOException {
        List<Candidate> candidates = layout.read(members, preferences.trust(), warnings);
        List<Tagged<Image>> images = new ArrayList<>();
        for (BundleChooser.Chosen image :
                new BundleChooser(where(), candidates, warnings).choose(platforms, preferences)) {
            images.add(image.found(where(), warnings));
        }
        return images;
    }

    private ImageChooser chooser(WantedImage image) throws IOException {
        return new ImageChooser(
                where(), layout.read(members, image.preferences().trust(), warnings));
    }

    @Override
    public void requireUnchanged() throws IOException {
        files.requireUnchanged();
    }

    @Override
    public void close() throws IOException {
        members.close();
    }

    @Override
    public String where() {
        return members.where();
    }
}
