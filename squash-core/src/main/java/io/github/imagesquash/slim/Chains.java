// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.slim.Node.OfFile;
import io.github.imagesquash.tree.ImagePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** Everything that was reached from the roots until now, each with the strongest chain that leads there. */
final class Chains {
    private final BiPredicate<Node, Strength> admitted;
    private final Map<Node, Reason> reasons = new HashMap<>();
    private final Deque<Node> pending = new ArrayDeque<>();
    private final Set<ImagePath> started = new HashSet<>();

    /** A link, and the strength of the chain that it ends. */
    private record Reason(ChainLink link, Strength chain) {}

    /** @param admitted whether something may be reached by a chain of this strength; otherwise the link does not count */
    Chains(BiPredicate<Node, Strength> admitted) {
        this.admitted = admitted;
    }

    /** Adds a link; its beginning is an origin or was reached before. */
    void reach(Node from, Node to, Strength strength, String how) {
        Strength chain = strength(from).map(known -> known.and(strength)).orElse(strength);
        Reason known = reasons.get(to);
        boolean better = known == null || chain.compareTo(known.chain()) < 0;
        if (better && admitted.test(to, chain)) {
            reasons.put(to, new Reason(new ChainLink(from, to, strength, how), chain));
            pending.add(to);
        }
    }

    /** Adds a link to what the image runs; the words of such a script are no guesses. */
    void start(Node from, ImagePath path, Strength strength, String how) {
        started.add(path);
        reach(from, new OfFile(path), strength, how);
    }

    /** Adds a link from one file to another. What the image runs starts what it names. */
    void passOn(OfFile file, Edge edge) {
        if (started.contains(file.path()) && edge.strength() != Strength.GUESSED) {
            start(file, edge.target(), edge.strength(), edge.how());
        } else {
            reach(file, new OfFile(edge.target()), edge.strength(), edge.how());
        }
    }

    /** Whether what the image runs names a file. */
    boolean isStarted(ImagePath path) {
        return started.contains(path);
    }

    /** Takes one of those whose links have not been followed; empty if there are none. */
    Optional<Node> next() {
        return Optional.ofNullable(pending.poll());
    }

    /** Whether there are any whose links have not been followed. */
    boolean isPending() {
        return !pending.isEmpty();
    }

    /** Whether something was reached. */
    boolean has(Node node) {
        return reasons.containsKey(node);
    }

    /** The strength of the chain to something; empty if it was not reached, or is an origin. */
    Optional<Strength> strength(Node node) {
        return Optional.ofNullable(reasons.get(node)).map(Reason::chain);
    }

    /** The links from a root to something; empty if it was not reached. */
    List<ChainLink> to(Node node) {
        List<ChainLink> links = new ArrayList<>();
        for (Reason reason = reasons.get(node);
                reason != null;
                reason = reasons.get(reason.link().from())) {
            links.addFirst(reason.link());
        }
        return links;
    }
}
