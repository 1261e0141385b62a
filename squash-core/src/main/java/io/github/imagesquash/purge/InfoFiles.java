// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.PathResolver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The directory {@code var/lib/dpkg/info}, whose files are named {@code PACKAGE.SUFFIX} or {@code PACKAGE:ARCHITECTURE.SUFFIX}. */
final class InfoFiles {
    private static final ImagePath PATH = ImagePath.clean(RawText.bytes("var/lib/dpkg/info"));

    private static final String LIST = ".list";

    private final FileTree tree;
    private final PathResolver resolver;
    private final Map<String, List<ImagePath>> byOwner = new HashMap<>();

    InfoFiles(FileTree tree) {
        this.tree = tree;
        this.resolver = new PathResolver(tree);
        tree.lookUpDirectory(PATH)
                .ifPresent(directory -> directory.sortedEntries().forEach(this::add));
    }

    private void add(Entry entry) {
        String name = RawText.of(entry.name());
        int dot = name.lastIndexOf('.');
        if (dot > 0) {
            byOwner.computeIfAbsent(name.substring(0, dot), _ -> new ArrayList<>())
                    .add(PATH.child(entry.name()));
        }
    }

    /** The files about some packages. */
    List<ImagePath> of(Set<PackageRecord> packages) {
        return packages.stream()
                .flatMap(one -> keys(one).stream())
                .flatMap(key -> byOwner.getOrDefault(key, List.of()).stream())
                .toList();
    }

    /** The lists of files of all packages. */
    List<ImagePath> lists() {
        return ending(LIST);
    }

    /** The checksums of files of all packages. */
    List<ImagePath> checksums() {
        return ending(".md5sums");
    }

    private List<ImagePath> ending(String suffix) {
        return byOwner.values().stream()
                .flatMap(List::stream)
                .filter(file -> RawText.of(file.last()).endsWith(suffix))
                .sorted()
                .toList();
    }

    /** The directories that some packages list, without links on the way. */
    Set<ImagePath> directories(Set<PackageRecord> packages) throws IOException {
        Set<ImagePath> paths = new HashSet<>();
        for (ImagePath file : of(packages)) {
            addDirectories(file, paths);
        }
        return paths;
    }

    /** The directories that other packages list. */
    Set<ImagePath> directoriesExcept(Set<PackageRecord> packages) throws IOException {
        Set<ImagePath> without = Set.copyOf(of(packages));
        Set<ImagePath> paths = new HashSet<>();
        for (List<ImagePath> files : byOwner.values()) {
            for (ImagePath file : files) {
                if (!without.contains(file)) {
                    addDirectories(file, paths);
                }
            }
        }
        return paths;
    }

    private void addDirectories(ImagePath list, Set<ImagePath> paths) throws IOException {
        if (RawText.of(list.last()).endsWith(LIST)) {
            DpkgStatus.content(tree, list)
                    .orElse("")
                    .lines()
                    .flatMap(line -> resolver.find(RawText.bytes(line)).stream())
                    .filter(found -> found.inode() instanceof Directory)
                    .forEach(found -> paths.add(found.path()));
        }
    }

    private static List<String> keys(PackageRecord one) {
        return List.of(one.name(), one.key());
    }
}
