// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.message.NearestName;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.ExecutionParameters;
import io.github.imagesquash.purge.PackageRecord;
import io.github.imagesquash.purge.SystemPackages;
import io.github.imagesquash.purge.TreeEdit;
import io.github.imagesquash.slim.Node.OfPackage;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The packages of an image that stay and that go, and why. */
public final class SlimDecision {
    private final FileTree tree;
    private final SlimDatabase database;
    private final PackageOwners owners;
    private final Chains chains;
    private final List<PackageRecord> kept;
    private final List<PackageRecord> dropped;
    private final Optional<FileDecision> files;

    private SlimDecision(SlimDatabase database, SlimContext context, Chains chains, Optional<FileDecision> files) {
        this.tree = context.tree();
        this.database = database;
        this.owners = context.owners();
        this.chains = chains;
        this.kept = kept(database, chains);
        this.dropped = database.packages().stream()
                .filter(one -> !chains.has(new OfPackage(one)))
                .toList();
        this.files = files;
    }

    private static List<PackageRecord> kept(SlimDatabase database, Chains chains) {
        return database.packages().stream()
                .filter(one -> chains.has(new OfPackage(one)))
                .toList();
    }

    /**
     * Decides for a tree, which is not changed.
     *
     * @param tree the tree; the layers with its contents must be open
     * @param where the name of the image in messages
     * @param warnings receives one about a program that the image starts and lacks, and about what could not be read
     * @throws UnmetRequestException if the image has no database of packages that can be changed, or a damaged one, or
     *     no database at all and only packages are to be removed, or if a package or root of the options does not exist,
     *     or if a package to drop is needed by more than a guess
     */
    public static SlimDecision of(
            FileTree tree, ExecutionParameters execution, SlimOptions options, String where, Warnings warnings)
            throws IOException {
        SlimData data = SlimData.builtIn();
        SlimDatabase database = SlimDatabase.in(tree, data, options, where);
        boolean whole = options.unit() == SlimOptions.Unit.FILES;
        Evidence evidence = Evidence.of(tree, execution, database.owners(), path -> whole && database.isWhole(path));
        Set<PackageRecord> unwanted = named(database, "--drop-package", options.dropped(), where);
        Set<PackageRecord> typed = named(database, "--keep-package", options.kept(), where);
        SlimContext context = new SlimContext(
                tree,
                execution,
                evidence,
                database.owners(),
                data,
                options,
                typed,
                database.system().isPresent(),
                where);
        SlimDecision decision = database.system().isPresent()
                ? ofPackages(database, database.system().get(), context, unwanted, warnings)
                : ofDirectories(database, context, warnings);
        decision.requireDropped(unwanted, where);
        evidence.partly().forEach(path -> warnings.add(Warning.Kind.PARTLY_SEARCHED, 0, path.toString()));
        return decision;
    }

    private static SlimDecision ofPackages(
            SlimDatabase database,
            SystemPackages system,
            SlimContext context,
            Set<PackageRecord> unwanted,
            Warnings warnings)
            throws IOException {
        Chains chains = new Chains((node, strength) -> strength != Strength.GUESSED
                || !(node instanceof OfPackage(PackageRecord one) && unwanted.contains(one)));
        Reachability reachability = new Reachability(
                new FileLinks(context.tree(), context.evidence(), context.data()),
                context.owners(),
                system.dependencies(),
                context.options().recommends(),
                chains);
        SlimRoots roots = new SlimRoots(context, chains);
        roots.requireProgram(warnings);
        roots.addNamed();
        roots.addPackages(system.packages());
        roots.addWithoutFiles(system.withoutFiles(context.tree()), warnings);
        reachability.run();
        new ApplicationFiles(context).addTo(chains);
        reachability.run();
        Optional<FileDecision> files = context.options().unit() == SlimOptions.Unit.FILES
                ? Optional.of(FileDecision.of(
                        context, new PackageRelations(Optional.of(system.dependencies())), kept(database, chains)))
                : Optional.empty();
        return new SlimDecision(database, context, chains, files);
    }

    /** Directories have no dependencies, so only files lead to them. */
    private static SlimDecision ofDirectories(SlimDatabase database, SlimContext context, Warnings warnings)
            throws IOException {
        FileDecision files = FileDecision.of(context, new PackageRelations(Optional.empty()), database.packages());
        new SlimRoots(context, files.chains()).requireProgram(warnings);
        return new SlimDecision(database, context, files.chains(), Optional.of(files));
    }

    private static Set<PackageRecord> named(SlimDatabase database, String option, List<String> names, String where)
            throws UnmetRequestException {
        Set<PackageRecord> found = new HashSet<>();
        List<PackageRecord> all =
                database.system().map(SystemPackages::packages).orElse(List.of());
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
        return owners.contents(one).bytes();
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
            database.purge(edit, Set.copyOf(dropped), gone);
        }
    }
}
