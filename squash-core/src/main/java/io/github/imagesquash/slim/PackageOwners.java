// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.InstalledPackage;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.purge.PackageRecord;
import io.github.imagesquash.tree.ImagePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The packages that own each file, according to one database. */
final class PackageOwners {
    /** Of one name; packages have a few, for several machines. */
    private static final int MOST_LIBRARIES = 100;

    private static final String NATIVE = "jni";

    private final Map<ImagePath, List<PackageRecord>> owners = new HashMap<>();
    private final Map<PackageRecord, PackageContents> contents = new TreeMap<>();
    private final Map<String, List<ImagePath>> libraries = new HashMap<>();
    private final Set<ImagePath> pluginDirectories = new HashSet<>();

    private boolean nativeLibraries;

    /** No package owns anything. */
    PackageOwners() {}

    /** @param database the file that lists the packages; other databases in the image do not count */
    PackageOwners(List<PackageRecord> records, Packages packages, ImagePath database) {
        Map<String, PackageRecord> byName = new HashMap<>();
        records.forEach(one -> byName.put(RawText.shown(one.name()) + ":" + RawText.shown(one.architecture()), one));
        for (InstalledPackage one : packages.all()) {
            PackageRecord known = byName.get(one.id().name() + ":" + one.id().architecture());
            if (known != null && one.database().equals(database)) {
                add(known, PackageContents.of(one));
            }
        }
    }

    /** Adds a package with its files. */
    void add(PackageRecord owner, PackageContents files) {
        contents.put(owner, files);
        files.paths().forEach(path -> add(path, owner));
    }

    private void add(ImagePath path, PackageRecord owner) {
        nativeLibraries |= !path.parent().isRoot() && path.parent().last().is(NATIVE);
        owners.computeIfAbsent(path, _ -> new ArrayList<>(1)).add(owner);
        String name = RawText.of(path.last());
        if (name.contains(".so")) {
            List<ImagePath> same = libraries.computeIfAbsent(name, _ -> new ArrayList<>(1));
            if (same.size() < MOST_LIBRARIES) {
                same.add(path);
            }
            if (PluginEdges.isPlugin(path)) {
                pluginDirectories.add(path.parent());
            }
        }
    }

    /** The packages that have files here, ascending. */
    List<PackageRecord> all() {
        return List.copyOf(contents.keySet());
    }

    /** The packages that own a file; usually one or none. */
    List<PackageRecord> of(ImagePath path) {
        return owners.getOrDefault(path, List.of());
    }

    /** What a package has; nothing if the lists of files do not have it. */
    PackageContents contents(PackageRecord one) {
        return contents.getOrDefault(one, PackageContents.NONE);
    }

    /** Whether packages have native libraries of Java, which have a directory of their own (Debian's Java policy). */
    boolean hasNativeLibraries() {
        return nativeLibraries;
    }

    /** The directories with plugins of packages. */
    Set<ImagePath> pluginDirectories() {
        return pluginDirectories;
    }

    /** The shared objects of packages with this file name, wherever they are. */
    List<ImagePath> libraries(String name) {
        return libraries.getOrDefault(name, List.of());
    }
}
