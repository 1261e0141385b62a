// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Finds files with equal content. Only files that share their size are read, and each is read once. */
public final class DuplicateSearch {
    private static final int BUFFER = 256 << 10;

    private final long smallest;
    private final List<Candidate> candidates;
    private final byte[] buffer = new byte[BUFFER];

    /** A file by its first name. */
    private record Candidate(ImagePath directory, Name name, RegularFile file) {
        ImagePath path() {
            return directory.child(name);
        }
    }

    private record Place(ImagePath path, Directory directory) {}

    private record Content(long bytes, Digest digest) {}

    /**
     * Compares only sizes.
     *
     * @param tree the merged tree
     * @param smallest the minimum size of files to read, in bytes, at least 1
     */
    public DuplicateSearch(FileTree tree, long smallest) {
        if (smallest < 1) {
            throw new IllegalArgumentException("files from " + smallest + " bytes on");
        }
        this.smallest = smallest;
        List<Candidate> files = files(tree, smallest);
        Map<Long, Integer> counts = new HashMap<>();
        files.forEach(found -> counts.merge(found.file().size(), 1, Integer::sum));
        files.removeIf(found -> Objects.requireNonNull(counts.get(found.file().size())) == 1);
        this.candidates = files;
    }

    private static List<Candidate> files(FileTree tree, long smallest) {
        List<Candidate> files = new ArrayList<>();
        Set<RegularFile> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Place> left = new ArrayDeque<>(List.of(new Place(ImagePath.ROOT, tree.root())));
        while (!left.isEmpty()) {
            Place place = left.pop();
            for (Entry entry : place.directory().sortedEntries()) {
                if (entry.inode() instanceof Directory directory) {
                    left.push(new Place(place.path().child(entry.name()), directory));
                } else if (entry.inode() instanceof RegularFile file && file.size() >= smallest && seen.add(file)) {
                    files.add(new Candidate(place.path(), entry.name(), file));
                }
            }
        }
        return files;
    }

    /** The number of bytes that {@link #run} reads. */
    public long bytes() {
        return candidates.stream().mapToLong(found -> found.file().size()).sum();
    }

    /**
     * Reads and compares.
     *
     * @param meter counts the bytes read
     * @throws IOException if reading fails; the layers must be open
     */
    public Duplicates run(ByteMeter meter) throws IOException {
        Map<Content, List<ImagePath>> paths = new HashMap<>();
        for (Candidate found : candidates) {
            Content content = new Content(found.file().size(), digest(found.file(), meter));
            paths.computeIfAbsent(content, first -> new ArrayList<>(2)).add(found.path());
        }
        return new Duplicates(
                smallest,
                paths.entrySet().stream()
                        .filter(group -> group.getValue().size() > 1)
                        .map(group -> new Duplicates.Group(group.getKey().bytes(), group.getValue()))
                        .toList());
    }

    private Digest digest(RegularFile file, ByteMeter meter) throws IOException {
        MessageDigest hash = Digest.newSha256();
        for (long at = 0; at < file.size(); ) {
            int n = file.read(at, buffer, 0, BUFFER);
            hash.update(buffer, 0, n);
            meter.passed(n);
            at += n;
        }
        return Digest.sha256(hash);
    }
}
