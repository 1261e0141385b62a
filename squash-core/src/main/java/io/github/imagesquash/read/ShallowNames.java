// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.oci.LayoutNames;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The names at the top of an archive and in its top directories; they show its kind. */
final class ShallowNames {
    private static final int MOST = 10_000;
    private static final int DEPTH = 2;

    /** Names of which a root file system has many. */
    private static final Set<String> OF_A_ROOT = Set.of(
            "bin", "boot", "dev", "etc", "home", "lib", "lib64", "mnt", "opt", "proc", "root", "run", "sbin", "srv",
            "sys", "tmp", "usr", "var");

    private static final int ENOUGH_OF_A_ROOT = 3;

    private final Set<String> names = new TreeSet<>();

    /** Adds the beginning of a path. */
    void add(String path) {
        int from = 0;
        String start = "";
        for (int depth = 0; depth < DEPTH && from < path.length() && names.size() < MOST; ) {
            int slash = path.indexOf('/', from);
            String component = path.substring(from, slash < 0 ? path.length() : slash);
            from += component.length() + 1;
            if (!component.isEmpty() && !component.equals(".")) {
                start = depth == 0 ? component : start + "/" + component;
                names.add(start);
                depth++;
            }
        }
    }

    boolean has(String name) {
        return names.contains(name);
    }

    boolean hasSuffix(String suffix) {
        return names.stream().anyMatch(name -> name.endsWith(suffix));
    }

    boolean hasPart(String part) {
        return names.stream().anyMatch(name -> name.contains(part));
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** Whether this is the file system of a machine or container. */
    boolean isRootFileSystem() {
        return has(".dockerenv") || names.stream().filter(OF_A_ROOT::contains).count() >= ENOUGH_OF_A_ROOT;
    }

    /**
     * The directory with the control files, with a slash at its end: the archive's own one, unless only one directory
     * in it has some, because users pack the directory of a layout with its name.
     */
    String root(Collection<MemberName> members) {
        boolean atTop = members.stream().anyMatch(name -> isControlFile(name.bytes()));
        List<String> below = members.stream()
                .map(MemberName::bytes)
                .filter(name -> name.indexOf('/') == name.lastIndexOf('/') && isControlFile(afterSlash(name)))
                .map(name -> name.substring(0, name.indexOf('/') + 1))
                .filter(directory -> !directory.isEmpty())
                .distinct()
                .toList();
        return atTop || below.size() != 1 || isRootFileSystem() ? "" : below.getFirst();
    }

    private static String afterSlash(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    private static boolean isControlFile(String name) {
        return name.equals(LayoutNames.INDEX) || name.equals(LayoutNames.DOCKER_MANIFEST);
    }
}
