// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.packages.Ecosystem;
import io.github.imagesquash.packages.PackageDatabases;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.purge.FileRemoval;
import io.github.imagesquash.purge.PackageRecord;
import io.github.imagesquash.purge.SystemPackages;
import io.github.imagesquash.purge.TreeEdit;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Symlink;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The packages of an image and their files. Without a package database, directories take the place of packages.
 *
 * @param system the database; empty if the image has none
 * @param listed the packages with their files according to all databases
 * @param owners the packages that own each file
 * @param data what is known about distributions
 */
record SlimDatabase(Optional<SystemPackages> system, Packages listed, PackageOwners owners, SlimData data) {
    /** Where an image has its own databases; others are those of roots inside of it. */
    private static final Set<String> PLACES = Set.of("var", "usr", "lib");

    /**
     * Reads the databases of a tree.
     *
     * @throws UnmetRequestException if there is a damaged one, or one that cannot be changed, or none and files are not
     *     to be judged
     */
    static SlimDatabase in(FileTree tree, SlimData data, SlimOptions options, String where) throws IOException {
        Packages listed = read(tree, where);
        Optional<SystemPackages> system = SystemPackages.in(tree, where);
        if (system.isPresent()) {
            PackageOwners owners = new PackageOwners(
                    system.get().packages(), listed, system.get().database());
            return new SlimDatabase(system, listed, owners, data);
        }
        requireNone(listed, where);
        if (options.unit() != SlimOptions.Unit.FILES) {
            throw new UnmetRequestException(
                    where,
                    "no package database, so squash cannot tell packages apart; only --slim=files with --trace can help,"
                            + " and \"squash slim --files\" shows what it removes");
        }
        return new SlimDatabase(system, listed, DirectoryUnits.in(tree, data), data);
    }

    /** A package whose files are not known cannot be removed. */
    private static Packages read(FileTree tree, String where) throws IOException {
        Warnings damage = new Warnings();
        Packages packages = PackageDatabases.readDistribution(tree, damage);
        if (!damage.tallies().isEmpty()) {
            throw new UnmetRequestException(where, damage.tallies().getFirst().text());
        }
        return new Packages(packages.all().stream()
                .map(one -> one.with(one.files().stream()
                        .filter(file -> !isTopLink(tree, file.path()))
                        .toList()))
                .toList());
    }

    /**
     * Where {@code /lib} is merged into {@code /usr/lib}, the {@code /lib} of a list is a directory, which is of no
     * package alone, and the link is of none.
     */
    private static boolean isTopLink(FileTree tree, ImagePath path) {
        return path.parent().isRoot() && tree.lookUp(path).orElse(tree.root()) instanceof Symlink;
    }

    /** A database that cannot be changed would list what is gone. */
    private static void requireNone(Packages listed, String where) throws UnmetRequestException {
        Optional<Ecosystem> other = listed.all().stream()
                .filter(one -> PLACES.contains(RawText.of(one.database().names().getFirst())))
                .map(one -> one.id().ecosystem())
                .findFirst();
        if (other.isPresent()) {
            String kind = other.get() == Ecosystem.DPKG
                    ? "packages in /var/lib/dpkg/status.d, a database that"
                    : "packages of " + other.get().label() + ", whose database";
            throw new UnmetRequestException(
                    where, "the image has " + kind + " squash cannot change; use --drop and --exclude instead");
        }
    }

    /** The packages, or directories, ascending by name. */
    List<PackageRecord> packages() {
        return system.map(SystemPackages::packages).orElseGet(owners::all);
    }

    /**
     * Whether all files of a directory are meant if something names it. Without dependencies, imports alone are too little for
     * modules.
     */
    boolean isWhole(ImagePath directory) {
        return !data.isShared(directory) && (system.isEmpty() || !ImportLanguage.isSearched(directory));
    }

    /** Removes packages, and files of other packages. */
    void purge(TreeEdit edit, Set<PackageRecord> purged, Set<ImagePath> files) throws IOException {
        if (system.isPresent()) {
            system.get().purge(edit, listed, purged, files);
            return;
        }
        Set<ImagePath> kept = new HashSet<>();
        for (ImagePath file : files) {
            for (ImagePath path = file.parent(); !path.isRoot(); path = path.parent()) {
                if (data.isShared(path)) {
                    kept.add(path);
                }
            }
        }
        FileRemoval.run(edit, files, kept);
    }
}
