// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.PathResolver;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Collects the files of one package: converts paths of the database into files of the tree. */
final class PackageFiles {
    private final PathResolver resolver;
    private final Map<ImagePath, Ownership> claims = new TreeMap<>();
    private final Set<Inode> counted = Collections.newSetFromMap(new IdentityHashMap<>());
    private long bytes;

    PackageFiles(PathResolver resolver) {
        this.resolver = resolver;
    }

    /** Begins with a file that is its own database. */
    static PackageFiles of(DatabaseDirectory place, DatabaseFile file) {
        PackageFiles files = new PackageFiles(place.resolver(0));
        files.add(file.path(), file.inode(), Ownership.LISTED);
        return files;
    }

    /** Claims a path; directories and missing paths are skipped. The strongest claim to a path counts. */
    void add(byte[] path, Ownership claim) {
        find(path).ifPresent(found -> add(found.path(), found.inode(), claim));
    }

    /** Raises the claim to a path, if it was claimed before. */
    void strengthen(byte[] path, Ownership claim) {
        find(path).ifPresent(found -> claims.computeIfPresent(found.path(), (known, old) -> stronger(old, claim)));
    }

    /**
     * Claims all files below a directory.
     *
     * @param skipped names of directories that are skipped
     */
    void addAll(DatabaseDirectory top, Set<String> skipped) {
        Deque<DatabaseDirectory> left = new ArrayDeque<>();
        left.push(top);
        while (!left.isEmpty()) {
            DatabaseDirectory place = left.pop();
            for (Entry entry : place.directory().entries()) {
                if (!(entry.inode() instanceof Directory)) {
                    add(place.path().child(entry.name()), entry.inode(), Ownership.LISTED);
                } else if (!skipped.contains(RawText.of(entry.name()))) {
                    place.below(entry.name()).ifPresent(left::push);
                }
            }
        }
    }

    private void add(ImagePath path, Inode inode, Ownership claim) {
        claims.merge(path, claim, PackageFiles::stronger);
        if (counted.add(inode)) {
            bytes += inode.size();
        }
    }

    private Optional<PathResolver.Found> find(byte[] path) {
        return resolver.find(path).filter(found -> !(found.inode() instanceof Directory));
    }

    private static Ownership stronger(Ownership a, Ownership b) {
        return a.compareTo(b) < 0 ? b : a;
    }

    /** The package that these files belong to; the other arguments are those of {@link InstalledPackage}. */
    InstalledPackage of(PackageId id, String source, ImagePath database, long statedBytes) {
        List<OwnedPath> files = claims.entrySet().stream()
                .map(claim -> new OwnedPath(claim.getKey(), claim.getValue()))
                .toList();
        return new InstalledPackage(id, source, database, statedBytes, bytes, files);
    }
}
