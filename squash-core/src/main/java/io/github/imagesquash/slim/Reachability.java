// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.purge.InstalledDependencies;
import io.github.imagesquash.purge.PackageRecord;
import io.github.imagesquash.purge.Requirement;
import io.github.imagesquash.slim.Node.OfFile;
import io.github.imagesquash.slim.Node.OfPackage;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.RegularFile;
import io.github.imagesquash.tree.Symlink;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Everything that is reachable from the roots, each with the strongest chain that leads there. Of a package's files only
 * the package is followed: what they need, its dependencies say.
 */
final class Reachability {
    private final FileTree tree;
    private final Evidence evidence;
    private final PackageOwners owners;
    private final InstalledDependencies dependencies;
    private final boolean recommends;
    private final Set<PackageRecord> excluded;
    private final Map<Node, Reason> reasons = new HashMap<>();
    private final Deque<Node> pending = new ArrayDeque<>();
    private final List<Choice> choices = new ArrayList<>();
    private final Set<ImagePath> started = new HashSet<>();

    /** A link, and the strength of the chain that it ends. */
    private record Reason(ChainLink link, Strength chain) {}

    /** A requirement that several packages meet. */
    private record Choice(OfPackage needing, SequencedSet<PackageRecord> meeting, String how) {}

    /** @param excluded packages that guesses do not reach */
    Reachability(
            FileTree tree,
            Evidence evidence,
            PackageOwners owners,
            InstalledDependencies dependencies,
            boolean recommends,
            Set<PackageRecord> excluded) {
        this.tree = tree;
        this.evidence = evidence;
        this.owners = owners;
        this.dependencies = dependencies;
        this.recommends = recommends;
        this.excluded = Set.copyOf(excluded);
    }

    /** Adds a link; its beginning is an origin or was reached before. */
    void reach(Node from, Node to, Strength strength, String how) {
        Strength chain = Optional.ofNullable(reasons.get(from))
                .map(reason -> reason.chain().and(strength))
                .orElse(strength);
        Reason known = reasons.get(to);
        boolean better = known == null || chain.compareTo(known.chain()) < 0;
        boolean barred =
                chain == Strength.GUESSED && to instanceof OfPackage(PackageRecord one) && excluded.contains(one);
        if (better && !barred) {
            reasons.put(to, new Reason(new ChainLink(from, to, strength, how), chain));
            pending.add(to);
        }
    }

    /** Adds a link to what the image runs; the words of such a script are no guesses. */
    void start(Node from, ImagePath path, Strength strength, String how) {
        started.add(path);
        reach(from, new OfFile(path), strength, how);
    }

    /** Follows all links. Of several packages that meet a requirement one is enough, so that is decided last. */
    void run() throws IOException {
        do {
            while (!pending.isEmpty()) {
                expand(pending.pop());
            }
        } while (choose());
    }

    private boolean choose() {
        for (Choice choice : choices) {
            PackageRecord best = choice.meeting().stream()
                    .filter(one -> reasons.containsKey(new OfPackage(one)))
                    .findFirst()
                    .orElse(choice.meeting().getFirst());
            reach(choice.needing(), new OfPackage(best), Strength.DECLARED, choice.how());
            if (!pending.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private void expand(Node node) throws IOException {
        switch (node) {
            case Node.Origin _ -> {
                // needs nothing by itself
            }
            case OfPackage one -> expand(one);
            case OfFile file -> expand(file);
        }
    }

    private void expand(OfPackage one) {
        one.installed().depends().forEach(group -> need(one, group, "depends on "));
        if (recommends) {
            one.installed().recommends().forEach(group -> need(one, group, "recommends "));
        }
    }

    private void need(OfPackage one, List<Requirement> alternatives, String how) {
        SequencedSet<PackageRecord> meeting = dependencies.meeting(one.installed(), alternatives);
        String text = how + RawText.shown(alternatives.getFirst().name());
        if (meeting.size() == 1) {
            reach(one, new OfPackage(meeting.getFirst()), Strength.DECLARED, text);
        } else if (meeting.size() > 1 && !meeting.contains(one.installed())) {
            choices.add(new Choice(one, meeting, text));
        }
    }

    private void expand(OfFile file) throws IOException {
        List<PackageRecord> packages = owners.of(file.path());
        packages.forEach(one -> reach(file, new OfPackage(one), Strength.PROVEN, "belongs to it"));
        Inode inode = tree.lookUp(file.path()).orElse(tree.root());
        if (inode instanceof Symlink link) {
            String target = RawText.of(link.target());
            String path = target.startsWith("/") ? target : directory(file.path()) + "/" + target;
            for (ImagePath next : evidence.lookup().file(path)) {
                passOn(file, new Edge(next, Strength.PROVEN, "symbolic link"));
            }
        } else if (inode instanceof RegularFile content && packages.isEmpty()) {
            ScannedFile scanned = new ScannedFile(file.path(), content, started.contains(file.path()));
            evidence.find(scanned, edge -> passOn(file, edge));
        }
    }

    private void passOn(OfFile file, Edge edge) {
        if (started.contains(file.path()) && edge.strength() != Strength.GUESSED) {
            start(file, edge.target(), edge.strength(), edge.how());
        } else {
            reach(file, new OfFile(edge.target()), edge.strength(), edge.how());
        }
    }

    private static String directory(ImagePath path) {
        return "/" + RawText.of(path.parent().bytes());
    }

    /** Whether something was reached. */
    boolean has(Node node) {
        return reasons.containsKey(node);
    }

    /** The strength of the chain to something that was reached. */
    Optional<Strength> strength(Node node) {
        return Optional.ofNullable(reasons.get(node)).map(Reason::chain);
    }

    /** The links from a root to something; empty if it was not reached. */
    List<ChainLink> chain(Node node) {
        List<ChainLink> links = new ArrayList<>();
        for (Reason reason = reasons.get(node);
                reason != null;
                reason = reasons.get(reason.link().from())) {
            links.addFirst(reason.link());
        }
        return links;
    }
}
