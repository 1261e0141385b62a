// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.purge.StatusText.Paragraph;
import io.github.imagesquash.tree.ContentStream;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The packages of {@code var/lib/dpkg/status} (dpkg(1)), with their dependencies. Packages with only configuration
 * files left are not installed.
 */
public final class DpkgStatus implements SystemPackages {
    /** The file. */
    static final ImagePath PATH = ImagePath.clean(RawText.bytes("var/lib/dpkg/status"));

    /** A desktop with 3,000 packages has 4 MB. */
    private static final long LARGEST = 64L << 20;

    private static final Set<String> NOT_INSTALLED = Set.of("not-installed", "config-files");

    private static final List<String> RELATIONS = List.of("pre-depends", "depends", "recommends", "provides");
    private static final ImagePath INFO = PATH.parent().child(RawText.name("info"));
    private static final String LIST = ".list";

    private final List<PackageRecord> packages;

    private DpkgStatus(List<PackageRecord> packages) {
        this.packages = List.copyOf(packages);
    }

    /** Reads it; empty if the tree has no such file, or one that is too large to be one. */
    static Optional<DpkgStatus> in(FileTree tree, String where) throws IOException {
        Optional<StatusText> text = text(tree);
        DependencyLimit.require(
                text.stream()
                        .flatMap(status -> status.paragraphs().stream())
                        .flatMap(paragraph -> RELATIONS.stream().map(paragraph::field)),
                ",|",
                PATH,
                where);
        return text.map(status -> new DpkgStatus(status.paragraphs().stream()
                .filter(DpkgStatus::isInstalled)
                .map(DpkgStatus::record)
                .sorted()
                .toList()));
    }

    @Override
    public ImagePath database() {
        return PATH;
    }

    @Override
    public List<PackageRecord> packages() {
        return packages;
    }

    @Override
    public List<PackageRecord> withoutFiles(FileTree tree) {
        return packages.stream()
                .filter(one -> tree.lookUp(INFO.child(RawText.name(one.name() + LIST)))
                        .or(() -> tree.lookUp(INFO.child(RawText.name(one.key() + LIST))))
                        .isEmpty())
                .toList();
    }

    @Override
    public InstalledDependencies dependencies() {
        return new InstalledDependencies(packages, new DebianVersionOrder());
    }

    @Override
    public void purge(TreeEdit edit, Packages owners, Set<PackageRecord> purged, Set<ImagePath> files)
            throws IOException {
        DpkgPurge.run(edit, owners, purged, files);
    }

    /** The file's text; empty if there is none. */
    static Optional<StatusText> text(FileTree tree) throws IOException {
        return content(tree, PATH).map(StatusText::of);
    }

    /** The text of a file of dpkg, with a character for each byte; empty if there is no such file. */
    static Optional<String> content(FileTree tree, ImagePath path) throws IOException {
        if (tree.lookUp(path).orElse(tree.root()) instanceof RegularFile file && file.size() <= LARGEST) {
            return Optional.of(RawText.of(new ContentStream(file).readAllBytes()));
        }
        return Optional.empty();
    }

    /** What identifies the package of a paragraph, as {@link PackageRecord#key}. */
    static String key(Paragraph paragraph) {
        return paragraph.field("package") + ":" + paragraph.field("architecture");
    }

    private static boolean isInstalled(Paragraph paragraph) {
        String status = paragraph.field("status");
        return !paragraph.field("package").isEmpty()
                && !NOT_INSTALLED.contains(status.substring(status.lastIndexOf(' ') + 1));
    }

    private static PackageRecord record(Paragraph paragraph) {
        List<List<Requirement>> depends = new ArrayList<>(DebianRelations.requirements(paragraph.field("pre-depends")));
        depends.addAll(DebianRelations.requirements(paragraph.field("depends")));
        return new PackageRecord(
                paragraph.field("package"),
                paragraph.field("version"),
                paragraph.field("architecture"),
                paragraph.field("essential").equals("yes")
                        || paragraph.field("protected").equals("yes"),
                paragraph.field("multi-arch").equals("foreign"),
                depends,
                DebianRelations.requirements(paragraph.field("recommends")),
                DebianRelations.provisions(paragraph.field("provides")));
    }
}
