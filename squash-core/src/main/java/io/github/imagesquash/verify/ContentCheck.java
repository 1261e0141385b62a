// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.verify;

import io.github.imagesquash.replay.EntryContents;
import io.github.imagesquash.tar.EntryType;
import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tar.TarInput;
import io.github.imagesquash.tree.ContentStream;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Compares contents byte for byte, while they are read, with those of the files at the same paths of a tree. An entry
 * whose path is not a file of the tree, or a file of another size, is left to the comparison of the trees.
 */
final class ContentCheck implements EntryContents {
    private static final int BUFFER = 256 << 10;

    private final FileTree tree;
    private final int uppermost;
    private final String where;
    private final byte[] expected = new byte[BUFFER];
    private final byte[] found = new byte[BUFFER];

    /**
     * @param uppermost the last of the tree's layers from which these contents come; contents of later layers are not
     *     here
     * @param where the name of the checked archive in messages
     */
    ContentCheck(FileTree tree, int uppermost, String where) {
        this.tree = tree;
        this.uppermost = uppermost;
        this.where = where;
    }

    @Override
    public void pass(TarEntry entry, TarInput content) throws IOException {
        if (entry.header().type() == EntryType.REGULAR) {
            ImagePath path = ImagePath.clean(entry.header().name());
            if (!entry.extents().isEmpty()) {
                throw new VerificationException(where, path + " is sparse, as no file should be");
            }
            Optional<Entry> wanted = tree.find(path).filter(name -> name.layer() <= uppermost);
            if (wanted.isPresent()
                    && wanted.get().inode() instanceof RegularFile file
                    && file.size() == entry.header().size()) {
                compare(path, file, content);
            }
        }
    }

    private void compare(ImagePath path, RegularFile file, TarInput content) throws IOException {
        ContentStream source = new ContentStream(file);
        long position = 0;
        for (int n = source.readNBytes(expected, 0, BUFFER); n > 0; n = source.readNBytes(expected, 0, BUFFER)) {
            if (!fill(content, n)) {
                throw new VerificationException(where, path + ": content ends before byte " + (position + n));
            }
            int at = Arrays.mismatch(expected, 0, n, found, 0, n);
            if (at >= 0) {
                throw new VerificationException(where, path + ": content differs from byte " + (position + at) + " on");
            }
            position += n;
        }
    }

    private boolean fill(TarInput content, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int n = content.read(found, done, length - done);
            if (n < 0) {
                return false;
            }
            done += n;
        }
        return true;
    }
}
