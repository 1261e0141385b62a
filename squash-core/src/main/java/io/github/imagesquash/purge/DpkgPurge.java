// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import io.github.imagesquash.packages.InstalledPackage;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Removes packages as {@code dpkg --purge} does: their files, the directories that only they have, and what dpkg knows
 * of them. No maintainer script runs; what scripts of Debian's tools would do is done for alternatives, diversions,
 * links to services and compiled Python modules.
 */
final class DpkgPurge {
    private static final String DPKG = "var/lib/dpkg/";
    private static final ImagePath EXTENDED_STATES = path("var/lib/apt/extended_states");
    private static final Name CACHE = Name.of("__pycache__");

    private final TreeEdit edit;
    private final FileTree tree;
    private final Packages owners;
    private final Set<PackageRecord> purged;
    private final Set<String> keys;
    private final InfoFiles info;
    private final Set<ImagePath> shared;

    private DpkgPurge(TreeEdit edit, Packages owners, Set<PackageRecord> purged, InfoFiles info) throws IOException {
        this.edit = edit;
        this.tree = edit.tree();
        this.owners = owners;
        this.purged = purged;
        this.keys = purged.stream().map(PackageRecord::key).collect(Collectors.toSet());
        this.info = info;
        this.shared = info.directoriesExcept(purged);
        for (InstalledPackage installed : owners.all()) {
            if (!isPurged(installed)) {
                shared.addAll(installed.paths());
            }
        }
    }

    /**
     * Removes packages from a tree.
     *
     * @param owners the packages of the distribution, with their files
     * @param purged the packages to remove
     * @param files files of other packages to remove
     */
    static void run(TreeEdit edit, Packages owners, Set<PackageRecord> purged, Set<ImagePath> files)
            throws IOException {
        new DpkgPurge(edit, owners, purged, new InfoFiles(edit.tree())).run(files);
    }

    private void run(Set<ImagePath> files) throws IOException {
        Set<ImagePath> directories = new TreeSet<>(info.directories(purged));
        for (InstalledPackage installed : owners.all()) {
            if (isPurged(installed)) {
                removeFiles(installed, directories);
            }
        }
        for (ImagePath file : files) {
            removeCompiled(file, directories);
        }
        new DpkgFileRemoval(edit, info).run(files);
        new AlternativesEdit(edit).run();
        new DiversionsEdit(edit).without(purged);
        new ServiceLinks(edit).run(directories);
        new EmptyDirectories(edit, shared).remove(directories);
        forget();
    }

    private boolean isPurged(InstalledPackage installed) {
        return installed.database().equals(DpkgStatus.PATH)
                && keys.contains(installed.id().name() + ":" + installed.id().architecture());
    }

    private void removeFiles(InstalledPackage installed, Set<ImagePath> directories) {
        for (ImagePath path : installed.paths()) {
            if (!shared.contains(path)) {
                edit.remove(path);
                directories.add(path.parent());
                removeCompiled(path, directories);
            }
        }
    }

    /** The compiled forms of a Python module, which scripts make after the installation. */
    private void removeCompiled(ImagePath path, Set<ImagePath> directories) {
        String name = RawText.of(path.last());
        ImagePath cache = path.parent().child(CACHE);
        Optional<Directory> compiled = name.endsWith(".py") ? tree.lookUpDirectory(cache) : Optional.empty();
        if (compiled.isPresent()) {
            String stem = name.substring(0, name.length() - 2);
            List<Entry> modules = compiled.get().sortedEntries();
            modules.stream()
                    .map(entry -> cache.child(entry.name()))
                    .filter(file -> RawText.of(file.last()).startsWith(stem) && !shared.contains(file))
                    .forEach(edit::remove);
            directories.add(cache);
        }
    }

    private void forget() throws IOException {
        Predicate<StatusText.Paragraph> gone = paragraph -> keys.contains(DpkgStatus.key(paragraph));
        for (ImagePath file : List.of(DpkgStatus.PATH, EXTENDED_STATES)) {
            Optional<String> text = DpkgStatus.content(tree, file);
            if (text.isPresent()) {
                edit.write(file, RawText.bytes(StatusText.of(text.get()).without(gone)));
            }
        }
        edit.remove(path(DPKG + "status-old"));
        info.of(purged).forEach(edit::remove);
        forgetTriggers();
    }

    /** Each line is a package, or a path and a package, perhaps followed by an architecture and {@code /noawait}. */
    private void forgetTriggers() throws IOException {
        Set<String> names = new HashSet<>();
        for (PackageRecord one : purged) {
            names.add(one.name());
            names.add(one.name() + ":" + one.architecture());
        }
        ImagePath triggers = path(DPKG + "triggers");
        List<Entry> files = new ArrayList<>();
        tree.lookUpDirectory(triggers).ifPresent(directory -> files.addAll(directory.sortedEntries()));
        for (Entry entry : files) {
            ImagePath file = triggers.child(entry.name());
            String old = DpkgStatus.content(tree, file).orElse("");
            String text = String.join(
                    "",
                    old.lines()
                            .filter(line -> !names.contains(
                                    line.substring(line.lastIndexOf(' ') + 1).replaceFirst("/.*", "")))
                            .map(line -> line + "\n")
                            .toList());
            if (text.isEmpty() && !old.isEmpty() && !entry.name().is("File")) {
                edit.remove(file);
            } else if (!text.equals(old)) {
                edit.write(file, RawText.bytes(text));
            }
        }
    }

    private static ImagePath path(String ascii) {
        return ImagePath.clean(RawText.bytes(ascii));
    }
}
