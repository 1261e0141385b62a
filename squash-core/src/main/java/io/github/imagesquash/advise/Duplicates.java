package io.github.imagesquash.advise;

import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.tree.ContentStream;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds large files that a file system holds several times. Only files that share their size are read. */
final class Duplicates {
    /** Smaller files are not worth the reading, in bytes. */
    static final long SMALLEST = 256 << 10;

    private final Map<Long, List<Copy>> bySize = new TreeMap<>(Comparator.reverseOrder());

    /** One of a kind. */
    private record Copy(ImagePath path, RegularFile file) {}

    private record Place(ImagePath path, Directory directory) {}

    /**
     * A content that is there more than once.
     *
     * @param bytes its size
     * @param paths where it is, ascending; of hard links only one
     */
    record Group(long bytes, List<ImagePath> paths) {
        Group {
            paths = List.copyOf(paths);
        }

        /** What all but one of them take. */
        long wasted() {
            return bytes * (paths.size() - 1);
        }
    }

    /** Those of a tree, whose layers must be open; what wastes most first. */
    static List<Group> in(FileTree tree) throws IOException {
        Duplicates duplicates = new Duplicates();
        duplicates.collect(tree);
        List<Group> groups = new ArrayList<>();
        for (List<Copy> sameSize : duplicates.bySize.values()) {
            groups.addAll(groups(sameSize));
        }
        groups.sort(Comparator.comparingLong(Group::wasted).reversed());
        return groups;
    }

    private void collect(FileTree tree) {
        Set<RegularFile> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Place> left = new ArrayDeque<>();
        left.push(new Place(ImagePath.ROOT, tree.root()));
        while (!left.isEmpty()) {
            Place place = left.pop();
            for (Entry entry : place.directory().sortedEntries()) {
                if (entry.inode() instanceof Directory directory) {
                    left.push(new Place(place.path().child(entry.name()), directory));
                } else if (entry.inode() instanceof RegularFile file
                        && !file.isSparse()
                        && file.size() >= SMALLEST
                        && seen.add(file)) {
                    bySize.computeIfAbsent(file.size(), size -> new ArrayList<>())
                            .add(new Copy(place.path().child(entry.name()), file));
                }
            }
        }
    }

    private static List<Group> groups(List<Copy> sameSize) throws IOException {
        if (sameSize.size() == 1) {
            return List.of();
        }
        Map<String, List<ImagePath>> byContent = new TreeMap<>();
        for (Copy copy : sameSize) {
            byContent
                    .computeIfAbsent(digest(copy.file()).hex(), first -> new ArrayList<>())
                    .add(copy.path());
        }
        long bytes = sameSize.getFirst().file().size();
        return byContent.values().stream()
                .filter(paths -> paths.size() > 1)
                .map(paths -> new Group(bytes, paths.stream().sorted().toList()))
                .toList();
    }

    private static Digest digest(RegularFile file) throws IOException {
        DigestInputStream in = new DigestInputStream(new ContentStream(file), Digest.newSha256());
        in.transferTo(OutputStream.nullOutputStream());
        return Digest.sha256(in.getMessageDigest());
    }
}
