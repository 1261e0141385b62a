// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.advise.Remedy.Command;
import io.github.imagesquash.advise.Remedy.Edit;
import io.github.imagesquash.advise.Remedy.Kind;
import io.github.imagesquash.analyze.FileSecret;
import io.github.imagesquash.analyze.FoundSecrets;
import io.github.imagesquash.filter.ExactPattern;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.secrets.ConfigSecret;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One run of squash that removes secrets, or how to build without those that no run can remove. */
final class SecretRemoval {
    /** More files make the command too long to be read; the next run names the others. */
    private static final int MOST_FILES = 20;

    private static final int MOST_SHOWN = 2;

    private final Set<String> patterns = new TreeSet<>();
    private final Set<String> variables = new TreeSet<>();
    private final List<String> options = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private boolean commandRemoves;
    private boolean scrubs;
    private long saves;
    private int left;

    private SecretRemoval() {}

    /** What to do about secrets; empty if there are none. */
    static Optional<Remedy> of(FoundSecrets secrets, FileTree tree) {
        return secrets.isEmpty() ? Optional.empty() : Optional.of(new SecretRemoval().remedy(secrets, tree));
    }

    private Remedy remedy(FoundSecrets secrets, FileTree tree) {
        Set<Inode> survivors = Collections.newSetFromMap(new IdentityHashMap<>());
        for (FileSecret secret : secrets.files()) {
            shown.add(secret.rule().about() + " in " + secret.entry().path());
            if (!secret.survives()) {
                commandRemoves = true;
            } else if (secret.entry().isVisible()) {
                tree.lookUp(secret.entry().path()).ifPresent(survivors::add);
            } else {
                left++;
            }
        }
        if (!survivors.isEmpty()) {
            exclude(tree, survivors);
        }
        secrets.config().forEach(this::change);
        return remedy();
    }

    private void exclude(FileTree tree, Set<Inode> survivors) {
        Set<Inode> staying = Collections.newSetFromMap(new IdentityHashMap<>());
        exclude(tree.root(), ImagePath.ROOT, survivors, staying);
        saves = survivors.stream()
                .filter(inode -> !staying.contains(inode))
                .mapToLong(Inode::size)
                .sum();
        left += staying.size();
    }

    /** A file is removed only if all its names are. */
    private void exclude(Directory directory, ImagePath path, Set<Inode> survivors, Set<Inode> staying) {
        for (Entry entry : directory.sortedEntries()) {
            if (entry.inode() instanceof Directory inner) {
                exclude(inner, path.child(entry.name()), survivors, staying);
            } else if (survivors.contains(entry.inode())) {
                ExactPattern pattern = ExactPattern.of(path.child(entry.name()));
                if (pattern.isExact() && patterns.size() < MOST_FILES) {
                    patterns.add(pattern.text());
                } else {
                    staying.add(entry.inode());
                }
            }
        }
    }

    private void change(ConfigSecret secret) {
        String variable = Printable.of(secret.variable());
        String place = secret.isInEnvironment() ? "the environment" : "step " + secret.step() + " of the history";
        shown.add(secret.rule().about() + " in " + place + (variable.isEmpty() ? "" : " (" + variable + ")"));
        if (secret.isInEnvironment()) {
            variables.add(variable);
            scrubs = true;
        } else if (secret.scrubbable()) {
            scrubs = true;
        } else {
            left++;
        }
    }

    private Remedy remedy() {
        variables.forEach(variable -> options.addAll(List.of("--change", "UNSET ENV " + variable)));
        patterns.forEach(pattern -> options.addAll(List.of("--exclude", pattern)));
        if (scrubs) {
            options.add("--scrub-history");
        }
        String secrets = shown.size()
                + (shown.size() == 1 ? " secret: " : " secrets: ")
                + shown.stream().distinct().limit(MOST_SHOWN).collect(Collectors.joining(", "))
                + (shown.stream().distinct().count() > MOST_SHOWN ? ", …" : "");
        if (options.isEmpty() && !commandRemoves) {
            return Edit.of(
                    Kind.MOUNT_SECRETS, secrets + "; build again with RUN --mount=type=secret, which leaves none");
        }
        return new Command(
                Kind.REMOVE_SECRETS,
                secrets + (left == 0 ? "" : "; this leaves " + left + " of them"),
                "without-secrets",
                options,
                saves);
    }
}
