// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The packages of {@code lib/apk/db/installed} (apk-db of Alpine's apk-tools), with their dependencies. apk installs
 * only what fits together, so versions are not compared again.
 */
public final class ApkInstalled implements SystemPackages {
    private static final List<ImagePath> PLACES = Stream.of("lib/apk/db/installed", "usr/lib/apk/db/installed")
            .map(path -> ImagePath.clean(RawText.bytes(path)))
            .toList();

    private final ImagePath path;
    private final List<ApkBlock> blocks;
    private final List<PackageRecord> packages;

    private ApkInstalled(ImagePath path, List<ApkBlock> blocks) {
        this.path = path;
        this.blocks = List.copyOf(blocks);
        this.packages = blocks.stream().map(ApkInstalled::record).sorted().toList();
    }

    /** Reads it; empty if the tree has no such file, or one without packages. */
    static Optional<ApkInstalled> in(FileTree tree, String where) throws IOException {
        for (ImagePath place : PLACES) {
            Optional<String> text = DpkgStatus.content(tree, place);
            List<ApkBlock> blocks = ApkBlock.parse(text.orElse(""));
            DependencyLimit.require(
                    blocks.stream().flatMap(block -> Stream.of(block.field('D'), block.field('p'))), " ", place, where);
            if (!blocks.isEmpty()) {
                return Optional.of(new ApkInstalled(place, blocks));
            }
        }
        return Optional.empty();
    }

    @Override
    public ImagePath database() {
        return path;
    }

    @Override
    public List<PackageRecord> packages() {
        return packages;
    }

    @Override
    public List<PackageRecord> withoutFiles(FileTree tree) {
        return List.of();
    }

    @Override
    public InstalledDependencies dependencies() {
        return new InstalledDependencies(packages, Comparator.naturalOrder());
    }

    @Override
    public void purge(TreeEdit edit, Packages owners, Set<PackageRecord> purged, Set<ImagePath> files)
            throws IOException {
        new ApkPurge(edit, this, purged, files).run(owners);
    }

    /** The packages as they are in the file. */
    List<ApkBlock> blocks() {
        return blocks;
    }

    /** Dependencies are words; one that begins with an exclamation mark is a conflict. */
    private static PackageRecord record(ApkBlock block) {
        List<List<Requirement>> depends = new ArrayList<>();
        for (String word : words(block.field('D'))) {
            if (!word.startsWith("!")) {
                depends.add(List.of(new Requirement(name(word), Optional.empty(), true)));
            }
        }
        List<Provision> provides = words(block.field('p')).stream()
                .map(word -> new Provision(name(word), Optional.empty()))
                .toList();
        return new PackageRecord(
                block.field('P'), block.field('V'), block.field('A'), false, true, depends, List.of(), provides);
    }

    private static List<String> words(String field) {
        return Stream.of(field.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    /** The name in {@code so:libssl.so.3>=3.1} or {@code busybox@edge}. */
    private static String name(String word) {
        return word.split("[<>=~@]", 2)[0];
    }
}
