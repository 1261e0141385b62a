// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.message.NearestName;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.ExecutionParameters;
import io.github.imagesquash.packages.Ecosystem;
import io.github.imagesquash.packages.InstalledPackage;
import io.github.imagesquash.packages.PackageDatabases;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.purge.PackageRecord;
import io.github.imagesquash.purge.SystemPackages;
import io.github.imagesquash.purge.TreeEdit;
import io.github.imagesquash.slim.Node.OfPackage;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.Symlink;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The packages of an image that stay and that go, and why. */
public final class SlimDecision {
    private final FileTree tree;
    private final SystemPackages system;
    private final Packages packages;
    private final PackageOwners owners;
    private final Chains chains;
    private final List<PackageRecord> kept;
    private final List<PackageRecord> dropped;
    private final Optional<FileDecision> files;

    private SlimDecision(SystemPackages system, Packages packages, SlimContext context, Chains chains)
            throws IOException {
        this.tree = context.tree();
        this.system = system;
        this.packages = packages;
        this.owners = context.owners();
        this.chains = chains;
        this.kept = system.packages().stream()
                .filter(one -> chains.has(new OfPackage(one)))
                .toList();
        this.dropped = system.packages().stream()
                .filter(one -> !chains.has(new OfPackage(one)))
                .toList();
        this.files = context.options().unit() == SlimOptions.Unit.FILES
                ? Optional.of(FileDecision.of(context, kept))
                : Optional.empty();
    }

    /**
     * Decides for a tree, which is not changed.
     *
     * @param tree the tree; the layers with its contents must be open
     * @param where the name of the image in messages
     * @param warnings receives one about a program that the image starts and lacks
     * @throws UnmetRequestException if the image has no database of packages that can be changed, or a damaged one, or if a package or
     *     root of the options does not exist, or if a package to drop is needed by more than a guess
     */
    public static SlimDecision of(
            FileTree tree, ExecutionParameters execution, SlimOptions options, String where, Warnings warnings)
            throws IOException {
        Packages packages = databases(tree, where);
        SystemPackages system =
                SystemPackages.in(tree, where).orElseThrow(() -> new UnmetRequestException(where, missing(packages)));
        List<PackageRecord> all = system.packages();
        PackageOwners owners = new PackageOwners(all, packages, system.database());
        SlimData data = SlimData.builtIn();
        boolean whole = options.unit() == SlimOptions.Unit.FILES;
        Evidence evidence = Evidence.of(tree, execution, owners, path -> whole && !data.isShared(path));
        Set<PackageRecord> unwanted = named(all, "--drop-package", options.dropped(), where);
        Set<PackageRecord> typed = named(all, "--keep-package", options.kept(), where);
        SlimContext context = new SlimContext(tree, execution, evidence, owners, data, options, typed, where);
        Chains chains = new Chains((node, strength) -> strength != Strength.GUESSED
                || !(node instanceof OfPackage(PackageRecord one) && unwanted.contains(one)));
        Reachability reachability = new Reachability(
                new FileLinks(tree, evidence, data), owners, system.dependencies(), options.recommends(), chains);
        SlimRoots roots = new SlimRoots(context, chains);
        roots.requireProgram(warnings);
        roots.addNamed();
        roots.addPackages(all);
        roots.addWithoutFiles(system.withoutFiles(tree), warnings);
        reachability.run();
        new ApplicationFiles(context).addTo(chains);
        reachability.run();
        SlimDecision decision = new SlimDecision(system, packages, context, chains);
        decision.requireDropped(unwanted, where);
        evidence.partly().forEach(path -> warnings.add(Warning.Kind.PARTLY_SEARCHED, 0, path.toString()));
        return decision;
    }

    /** A package whose files are not known cannot be removed. */
    private static Packages databases(FileTree tree, String where) throws IOException {
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

    private static String missing(Packages packages) {
        boolean rpm = packages.all().stream().anyMatch(one -> one.id().ecosystem() == Ecosystem.RPM);
        return rpm
                ? "the image has packages of rpm, whose database squash cannot change; use --drop and --exclude instead"
                : "no package database of dpkg or apk that squash can change; use --drop and --exclude instead";
    }

    private static Set<PackageRecord> named(List<PackageRecord> all, String option, List<String> names, String where)
            throws UnmetRequestException {
        Set<PackageRecord> found = new HashSet<>();
        for (String name : names) {
            List<PackageRecord> matching =
                    all.stream().filter(one -> one.name().equals(name)).toList();
            if (matching.isEmpty()) {
                List<String> known = all.stream().map(PackageRecord::name).toList();
                throw new UnmetRequestException(
                        where, option + " " + name + ": no such package" + NearestName.question(name, known));
            }
            found.addAll(matching);
        }
        return found;
    }

    private void requireDropped(Set<PackageRecord> unwanted, String where) throws UnmetRequestException {
        for (PackageRecord one : unwanted) {
            if (kept.contains(one)) {
                throw new UnmetRequestException(
                        where, "--drop-package " + one + ": it is needed: " + ChainText.of(chain(one)));
            }
        }
    }

    /** The packages that stay, ascending by name. */
    public List<PackageRecord> kept() {
        return kept;
    }

    /** The packages that go, ascending by name. */
    public List<PackageRecord> dropped() {
        return dropped;
    }

    /** Why a package stays: the links from a root to it; empty if it goes. */
    public List<ChainLink> chain(PackageRecord one) {
        return chains.to(new OfPackage(one));
    }

    /** How sure it is that a package is needed; empty if it goes. */
    public Optional<Strength> strength(PackageRecord one) {
        return chains.strength(new OfPackage(one));
    }

    /** The packages that own a file, without links on the way; empty if it belongs to the application. */
    public List<PackageRecord> owners(ImagePath path) {
        return owners.of(path);
    }

    /** Size of the contents of a package's files, in bytes. */
    public long bytes(PackageRecord one) {
        return owners.installed(one).map(InstalledPackage::contentBytes).orElse(0L);
    }

    /** The files of a package that stays that go; none if only packages go. */
    public List<ImagePath> droppedFiles(PackageRecord one) {
        return files.filter(_ -> kept.contains(one))
                .map(all -> all.dropped(one))
                .orElse(List.of());
    }

    /** Size of the contents of {@link #droppedFiles}, in bytes, hard links counted once. */
    public long droppedBytes(PackageRecord one) {
        return droppedFiles(one).stream()
                .flatMap(path -> tree.lookUp(path).stream())
                .distinct()
                .mapToLong(Inode::size)
                .sum();
    }

    /** Why a file of a package stays: the links from a root to it; empty if only packages go, or nothing leads to it. */
    public List<ChainLink> chain(ImagePath file) {
        return files.map(all -> all.chain(file)).orElse(List.of());
    }

    /** Removes what goes, and its records in the package database. */
    public void apply(TreeEdit edit) throws IOException {
        Set<ImagePath> gone = files.map(FileDecision::dropped).orElse(Set.of());
        if (!dropped.isEmpty() || !gone.isEmpty()) {
            system.purge(edit, packages, Set.copyOf(dropped), gone);
        }
    }
}
