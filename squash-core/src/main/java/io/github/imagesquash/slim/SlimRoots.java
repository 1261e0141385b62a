// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.message.Printable;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.purge.PackageRecord;
import io.github.imagesquash.slim.Node.OfFile;
import io.github.imagesquash.slim.Node.OfPackage;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.PathResolver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The roots that the config, the user and the packages themselves give. */
record SlimRoots(SlimContext context, Chains chains) {
    private static final Node.Origin TYPED = new Node.Origin("--root");
    private static final Node.Origin LISTLESS = new Node.Origin("packages without a list of files");
    private static final Node.Origin TRACED = new Node.Origin("--trace");

    /** A program that the image starts and lacks is a warning. */
    void requireProgram(Warnings warnings) {
        ConfigRoots config = config();
        if (config.lacksProgram()) {
            warnings.add(Warning.Kind.MISSING_PROGRAM, 0, Printable.of(config.program()));
        }
    }

    /** What the config and the user name. */
    void addNamed() throws UnmetRequestException {
        config().find();
        for (String root : context.options().roots()) {
            String latin = Evidence.latin(root);
            if (!config().command(TYPED.text(), latin) && !addDirectory(latin)) {
                throw new UnmetRequestException(
                        context.where(), "--root " + root + ": no such path or command in the image");
            }
        }
        for (String path : context.options().traced()) {
            if (context.data().isListing(path)) {
                continue;
            }
            context.evidence()
                    .lookup()
                    .named(path)
                    .forEach(file -> chains.start(TRACED, file, Strength.PROVEN, "was opened"));
        }
    }

    private ConfigRoots config() {
        return new ConfigRoots(
                context.evidence(),
                context.execution(),
                (setting, edge) -> chains.start(new Node.Origin(setting), edge.target(), edge.strength(), edge.how()));
    }

    /** All files below a directory; returns whether there is such a directory. */
    private boolean addDirectory(String typed) {
        Optional<PathResolver.Found> top = context.evidence().lookup().follow(typed, new ArrayList<>());
        if (top.isEmpty() || !typed.startsWith("/") || !(top.get().inode() instanceof Directory)) {
            return false;
        }
        Deque<ImagePath> left = new ArrayDeque<>(List.of(top.get().path()));
        while (!left.isEmpty()) {
            ImagePath place = left.pop();
            for (Entry entry :
                    context.tree().lookUpDirectory(place).orElseThrow().sortedEntries()) {
                ImagePath path = place.child(entry.name());
                if (entry.inode() instanceof Directory) {
                    left.push(path);
                } else {
                    chains.reach(TYPED, new OfFile(path), Strength.DECLARED, "is in " + RawText.shown(typed));
                }
            }
        }
        return true;
    }

    /** Packages that stay though nothing leads to them. */
    void addPackages(List<PackageRecord> all) {
        for (PackageRecord one : all) {
            base(one).ifPresent(root -> chains.reach(root.origin(), new OfPackage(one), Strength.DECLARED, root.how()));
        }
    }

    /** A package whose files are not known cannot be removed, since they would stay. */
    void addWithoutFiles(List<PackageRecord> some, Warnings warnings) {
        for (PackageRecord one : some) {
            chains.reach(LISTLESS, new OfPackage(one), Strength.DECLARED, "its files are not known");
            warnings.add(Warning.Kind.MISSING_LIST, 0, one.toString());
        }
    }

    /** The files of such a package: all if the user named it, otherwise those that programs need. */
    void addFiles(PackageRecord one, Predicate<ImagePath> optional) {
        Optional<Root> root = base(one);
        List<ImagePath> files = context.owners().contents(one).paths();
        for (ImagePath path : root.isEmpty() ? List.<ImagePath>of() : files) {
            if (context.typed().contains(one) || !optional.test(path)) {
                chains.reach(root.get().origin(), new OfFile(path), Strength.DECLARED, "is a file of " + one);
            }
        }
    }

    /** Why a package stays in any case. */
    private record Root(Node.Origin origin, String how) {}

    private Optional<Root> base(PackageRecord one) {
        String reason = context.data().base().getOrDefault(one.name(), "");
        if (context.typed().contains(one)) {
            return Optional.of(new Root(new Node.Origin("--keep-package"), "names it"));
        }
        if (one.essential()) {
            return Optional.of(new Root(new Node.Origin("essential packages"), "is essential"));
        }
        return reason.isEmpty()
                ? Optional.empty()
                : Optional.of(new Root(new Node.Origin("base of every image"), reason));
    }
}
