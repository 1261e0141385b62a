// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.filter.LocaleFallbacks;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.packages.OwnedPath;
import io.github.imagesquash.packages.Ownership;
import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.purge.PackageRecord;
import io.github.imagesquash.slim.Node.OfFile;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The files of packages that stay that nothing leads to, and why the others stay. */
final class FileDecision {
    private static final String TRANSLATIONS = "usr/share/locale/";

    private final Chains chains;
    private final Predicate<ImagePath> settings;
    private final PackageOwners owners;
    private final List<PackageRecord> kept;

    private FileDecision(Chains chains, Predicate<ImagePath> settings, PackageOwners owners, List<PackageRecord> kept) {
        this.chains = chains;
        this.settings = settings;
        this.owners = owners;
        this.kept = List.copyOf(kept);
    }

    /** Decides for a tree, of which some packages stay. */
    static FileDecision of(SlimContext context, PackageRelations relations, List<PackageRecord> kept)
            throws IOException {
        Set<PackageRecord> stay = Set.copyOf(kept);
        PackageOwners owners = context.owners();
        Chains chains = new Chains((node, _) -> !(node instanceof OfFile(ImagePath path))
                || owners.of(path).isEmpty()
                || owners.of(path).stream().anyMatch(stay::contains));
        Predicate<ImagePath> optional = optional(context);
        FileReachability reachability = new FileReachability(
                new FileLinks(context.tree(), context.evidence(), context.data()),
                owners,
                relations,
                context.data(),
                optional,
                chains);
        SlimRoots roots = new SlimRoots(context, chains);
        roots.addNamed();
        if (!context.hasDatabase()) {
            if (!chains.isPending()) {
                throw new UnmetRequestException(
                        context.where(),
                        "neither its config nor --root or --trace names a file that it contains, so all would go");
            }
            new StandingFiles(context).addTo(chains);
        }
        kept.stream().filter(one -> !one.essential()).forEach(one -> roots.addFiles(one, optional));
        reachability.run(Strength.GUESSED);
        new ApplicationFiles(context).addTo(chains);
        reachability.run(Strength.GUESSED);
        // What nothing else leads to is there for people and scripts; its own guesses would keep much that nothing
        // uses.
        kept.forEach(one -> roots.addFiles(one, optional));
        reachability.run(Strength.PROVEN);
        // Without a database, settings are roots.
        Predicate<ImagePath> settings =
                path -> context.hasDatabase() && context.data().isSetting(path);
        return new FileDecision(chains, settings, owners, kept);
    }

    /** Translations into languages of the config are not optional. */
    private static Predicate<ImagePath> optional(SlimContext context) {
        Set<String> languages = LocaleFallbacks.in(context.evidence().variables());
        return path -> context.data().isOptional(path) && !isInOneOf(languages, RawText.of(path.bytes()));
    }

    private static boolean isInOneOf(Set<String> languages, String path) {
        if (!path.startsWith(TRANSLATIONS)) {
            return false;
        }
        int end = path.indexOf('/', TRANSLATIONS.length());
        return end > 0 && languages.contains(path.substring(TRANSLATIONS.length(), end));
    }

    /** Everything that was reached, with its chain. */
    Chains chains() {
        return chains;
    }

    /** The files that go. */
    Set<ImagePath> dropped() {
        Set<ImagePath> dropped = new HashSet<>();
        kept.forEach(one -> dropped.addAll(dropped(one)));
        return dropped;
    }

    /** The files of a package that go; never settings, or files that another package has too and that stay. */
    List<ImagePath> dropped(PackageRecord one) {
        return owners.contents(one).files().stream()
                .filter(file -> file.claim() != Ownership.CONFIGURATION)
                .map(OwnedPath::path)
                .filter(path -> !chains.has(new OfFile(path)) && !settings.test(path))
                .toList();
    }

    /** Why a file stays: the links from a root to it; empty if it goes, or is a setting. */
    List<ChainLink> chain(ImagePath path) {
        return chains.to(new OfFile(path));
    }
}
