// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import io.github.imagesquash.random.LayerEntry.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes odd images tamer, as those of builds are: nothing is taken away, most entries follow one for their directory, and most
 * hard links lead to files of their own layer. What is left meets lower layers in names, kinds and links only.
 */
final class TameImage {
    /** One entry in so many stays as it is. */
    private static final int UNTAMED = 40;

    private final Dice dice;

    private TameImage(Dice dice) {
        this.dice = dice;
    }

    static RandomImage of(RandomImage odd) {
        TameImage taming = new TameImage(new Dice(odd.seed()));
        return odd.with(odd.layers().stream().map(taming::tame).toList());
    }

    private RandomLayer tame(RandomLayer layer) {
        List<LayerEntry> entries = new ArrayList<>();
        Set<String> directories = new HashSet<>(Set.of(""));
        Set<String> files = new HashSet<>();
        for (LayerEntry entry : layer.entries()) {
            String path = plain(entry.name());
            if (dice.oneIn(UNTAMED)) {
                entries.add(entry);
            } else if (!takesAway(entry) && !path.contains("..")) {
                List<LayerEntry> missing = missing(path, directories);
                boolean fits = missing.stream().noneMatch(parent -> files.contains(parent.name()))
                        && (entry.kind() != Kind.HARD_LINK || files.contains(plain(entry.content())))
                        && (entry.kind() == Kind.DIRECTORY ? !files.contains(path) : !directories.contains(path));
                if (fits) {
                    missing.forEach(parent -> directories.add(parent.name()));
                    entries.addAll(missing);
                    entries.add(entry);
                    (entry.kind() == Kind.DIRECTORY ? directories : files).add(path);
                }
            }
        }
        return new RandomLayer(entries);
    }

    private List<LayerEntry> missing(String path, Set<String> directories) {
        List<LayerEntry> missing = new ArrayList<>();
        for (String parent = ModelTree.parent(path); !directories.contains(parent); parent = ModelTree.parent(parent)) {
            missing.addFirst(LayerEntry.of(Kind.DIRECTORY, parent, "", Chances.meta(dice, Kind.DIRECTORY)));
        }
        return missing;
    }

    private static boolean takesAway(LayerEntry entry) {
        Map<String, String> xattrs = entry.meta().xattrs();
        return entry.name().contains(".wh.")
                || entry.kind() == Kind.CHARACTER_DEVICE && entry.major() == 0
                || xattrs.keySet().stream().anyMatch(key -> key.contains("overlay"));
    }

    /** The path that a name means, however it is spelled. */
    private static String plain(String name) {
        return String.join(
                "/",
                List.of(name.split("/")).stream()
                        .filter(part -> !part.isEmpty() && !part.equals("."))
                        .toList());
    }
}
