// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import io.github.imagesquash.tree.PathResolver;
import io.github.imagesquash.tree.Symlink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Licence texts among installed files, with any spelling of their names, and symbolic links to a text or to a directory
 * that contains one. A rule that removes single files removes none of these.
 */
final class LicenceTexts {
    /** The directories where distributions and vendors install; licences in caches belong to downloaded files. */
    private static final List<Name> PLACES = List.of(Name.of("usr"), Name.of("opt"));

    private static final List<String> PARTS = List.of("copyright", "copying", "licence", "license");
    private static final List<String> BEGINNINGS =
            List.of("notice", "legal", "gpl", "lgpl", "agpl", "gfdl", "eula", "patents", "third-party", "thirdparty");

    private final KeptPaths kept;
    private final Set<Directory> holders = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<ImagePath> links = new ArrayList<>();

    private LicenceTexts(FileTree tree) {
        this.kept = new KeptPaths(tree);
    }

    /** The licence texts of a tree. */
    static LicenceTexts in(FileTree tree) {
        LicenceTexts texts = new LicenceTexts(tree);
        for (Name place : PLACES) {
            Optional<Directory> directory = tree.lookUpDirectory(ImagePath.ROOT.child(place));
            directory.ifPresent(found -> texts.collect(found, ImagePath.ROOT.child(place)));
        }
        PathResolver resolver = new PathResolver(tree);
        for (ImagePath link : texts.links) {
            if (resolver.follow(link.bytes()).filter(texts::hasText).isPresent()) {
                texts.kept.keepItself(link, reason(link));
            }
        }
        return texts;
    }

    /** Whether an entry is a licence's text, or leads to one. */
    boolean isNeeded(Entry entry) {
        return kept.isNeeded(entry);
    }

    private boolean hasText(PathResolver.Found found) {
        return found.inode() instanceof Directory directory
                ? holders.contains(directory)
                : isText(found.path().last());
    }

    /** Whether there is a text in the directory or below. */
    private boolean collect(Directory directory, ImagePath path) {
        boolean holds = false;
        for (Entry entry : directory.entries()) {
            ImagePath child = path.child(entry.name());
            if (isText(entry.name())) {
                kept.keep(child, reason(child));
                holds = true;
            } else if (entry.inode() instanceof Symlink) {
                links.add(child);
            }
            if (entry.inode() instanceof Directory below) {
                holds |= collect(below, child);
            }
        }
        if (holds) {
            holders.add(directory);
        }
        return holds;
    }

    private static boolean isText(Name name) {
        byte[] bytes = new byte[name.length()];
        name.copyTo(bytes, 0);
        String text = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return PARTS.stream().anyMatch(text::contains) || BEGINNINGS.stream().anyMatch(text::startsWith);
    }

    private static Reason reason(ImagePath path) {
        return new Reason(path, "licence");
    }
}
