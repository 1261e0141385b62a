// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import io.github.imagesquash.tree.ImagePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The packages of an image, and the owner of each file. */
public final class Packages {
    /** An image without packages. */
    public static final Packages NONE = new Packages(List.of());

    private static final Comparator<InstalledPackage> ORDER =
            Comparator.comparing(InstalledPackage::id).thenComparing(InstalledPackage::database);

    private final List<InstalledPackage> all;
    private final Map<ImagePath, Owner> owners = new HashMap<>();

    /**
     * The owner of a file.
     *
     * @param owner the package
     * @param claim the kind of ownership
     */
    public record Owner(InstalledPackage owner, Ownership claim) {}

    /** The given packages, in any order. */
    public Packages(List<InstalledPackage> packages) {
        List<InstalledPackage> sorted = new ArrayList<>(packages);
        sorted.sort(ORDER);
        all = List.copyOf(sorted);
        all.forEach(this::index);
    }

    /** Many files share one {@link Owner}. */
    private void index(InstalledPackage installed) {
        Map<Ownership, Owner> shared = new HashMap<>();
        for (OwnedPath file : installed.files()) {
            Owner owner = shared.computeIfAbsent(file.claim(), claim -> new Owner(installed, claim));
            owners.putIfAbsent(file.path(), owner);
        }
    }

    /** All packages, ascending by {@link PackageId} and database. */
    public List<InstalledPackage> all() {
        return all;
    }

    /**
     * The owner of a file; if several packages list it, the first of them in the order of {@link #all}.
     *
     * @param path the path of the file in the tree, without links on the way
     */
    public Optional<Owner> ownerOf(ImagePath path) {
        return Optional.ofNullable(owners.get(path));
    }
}
