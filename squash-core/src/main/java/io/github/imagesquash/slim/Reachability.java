// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.purge.InstalledDependencies;
import io.github.imagesquash.purge.PackageRecord;
import io.github.imagesquash.purge.Requirement;
import io.github.imagesquash.slim.Node.OfFile;
import io.github.imagesquash.slim.Node.OfPackage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Follows links from the roots to packages. Of a package's files only the package is followed: what they need, its
 * dependencies say.
 */
final class Reachability {
    private final FileLinks links;
    private final PackageOwners owners;
    private final InstalledDependencies dependencies;
    private final boolean recommends;
    private final Chains chains;
    private final Deque<Choice> choices = new ArrayDeque<>();

    /** A requirement that several packages meet. */
    private record Choice(OfPackage needing, List<Requirement> alternatives, String how) {}

    /** @param chains has the roots, and receives what they lead to */
    Reachability(
            FileLinks links,
            PackageOwners owners,
            InstalledDependencies dependencies,
            boolean recommends,
            Chains chains) {
        this.links = links;
        this.owners = owners;
        this.dependencies = dependencies;
        this.recommends = recommends;
        this.chains = chains;
    }

    /** Follows all links. Of several packages that meet a requirement one is enough, so that is decided last. */
    void run() throws IOException {
        boolean more = true;
        while (more) {
            Optional<Node> next = chains.next();
            if (next.isPresent()) {
                expand(next.get());
            } else {
                more = choose();
            }
        }
    }

    /** Returns whether that reached anything. What was chosen once stays. */
    private boolean choose() {
        while (!choices.isEmpty()) {
            Choice choice = choices.poll();
            SequencedSet<PackageRecord> meeting =
                    dependencies.meeting(choice.needing().installed(), choice.alternatives());
            PackageRecord best = meeting.stream()
                    .filter(one -> chains.has(new OfPackage(one)))
                    .findFirst()
                    .orElse(meeting.getFirst());
            chains.reach(choice.needing(), new OfPackage(best), Strength.DECLARED, choice.how());
            if (chains.isPending()) {
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
            case OfFile file -> {
                List<PackageRecord> packages = owners.of(file.path());
                packages.forEach(one -> chains.reach(file, new OfPackage(one), Strength.PROVEN, "belongs to it"));
                links.follow(file, packages.isEmpty(), _ -> true, chains);
            }
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
            chains.reach(one, new OfPackage(meeting.getFirst()), Strength.DECLARED, text);
        } else if (meeting.size() > 1 && !meeting.contains(one.installed())) {
            choices.add(new Choice(one, alternatives, text));
        }
    }
}
