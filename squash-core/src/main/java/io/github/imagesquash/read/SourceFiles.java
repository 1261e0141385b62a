// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.blob.NamedChannel;
import io.github.imagesquash.message.InvalidImageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The files that an archive is read from. Their bytes are verified in one pass and copied in another, so they must not
 * change meanwhile. Size and modification time show a change.
 */
final class SourceFiles {
    private final List<Opened> opened = new ArrayList<>();
    private final FilesInTurn inTurn = new FilesInTurn();

    private record Opened(Path path, String where, BasicFileAttributes then) {
        /** False also if another file took the name: the open one stays as it was. */
        boolean isChanged() throws IOException {
            try {
                BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
                return Objects.equals(then.fileKey(), now.fileKey())
                        && !(then.size() == now.size()
                                && then.lastModifiedTime().equals(now.lastModifiedTime()));
            } catch (NoSuchFileException e) {
                return false;
            }
        }
    }

    /**
     * Opens a file, which the caller closes.
     *
     * @param where its name in messages
     */
    FileChannel open(Path path, String where) throws IOException {
        remember(path, where);
        return NamedChannel.of(FileChannel.open(path, StandardOpenOption.READ), where);
    }

    /** As {@link #open}, for one of very many files: it can be read at positions, and nothing else. */
    FileChannel openInTurn(Path path, String where) throws IOException {
        remember(path, where);
        return NamedChannel.of(inTurn.open(path), where);
    }

    private void remember(Path path, String where) throws IOException {
        opened.add(new Opened(path, where, Files.readAttributes(path, BasicFileAttributes.class)));
    }

    /**
     * Verifies that no file has changed since it was opened.
     *
     * @throws InvalidImageException naming one that has changed
     */
    void requireUnchanged() throws IOException {
        for (Opened file : opened) {
            if (file.isChanged()) {
                throw new InvalidImageException(file.where(), "changed while squash read it");
            }
        }
    }
}
