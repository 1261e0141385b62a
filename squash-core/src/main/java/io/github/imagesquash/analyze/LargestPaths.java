// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import io.github.imagesquash.tree.ImagePath;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The largest paths, the largest first; equal ones in the order of their paths. */
public final class LargestPaths {
    private LargestPaths() {}

    /**
     * A directory with everything below it.
     *
     * @param path the directory
     * @param keptBytes content below it that is still there
     * @param lostBytes content below it that is lost
     */
    public record DirectorySize(ImagePath path, long keptBytes, long lostBytes) {
        boolean sameBytes(DirectorySize other) {
            return keptBytes == other.keptBytes && lostBytes == other.lostBytes;
        }
    }

    /** The remaining files with content. */
    public static EntryTotals keptTotal(ImageAnalysis analysis) {
        return total(analysis, LayerEntry::keptBytes);
    }

    /** The lost files with content. */
    public static EntryTotals lostTotal(ImageAnalysis analysis) {
        return total(analysis, LayerEntry::lostBytes);
    }

    private static EntryTotals total(ImageAnalysis analysis, ToLongFunction<LayerEntry> size) {
        EntryTotals total = EntryTotals.NONE;
        for (LayerEntry entry : analysis.entries()) {
            long bytes = size.applyAsLong(entry);
            total = bytes > 0 ? total.plus(bytes) : total;
        }
        return total;
    }

    /** The largest remaining files, at most {@code limit}. */
    public static List<LayerEntry> keptFiles(ImageAnalysis analysis, int limit) {
        return files(analysis, LayerEntry::keptBytes, limit);
    }

    /** The largest lost files, at most {@code limit}. */
    public static List<LayerEntry> lostFiles(ImageAnalysis analysis, int limit) {
        return files(analysis, LayerEntry::lostBytes, limit);
    }

    private static List<LayerEntry> files(ImageAnalysis analysis, ToLongFunction<LayerEntry> size, int limit) {
        return analysis.entries().stream()
                .filter(entry -> size.applyAsLong(entry) > 0)
                .sorted(Comparator.comparingLong(size)
                        .reversed()
                        .thenComparing(LayerEntry::directory)
                        .thenComparing(LayerEntry::name)
                        .thenComparing(LayerEntry::layer))
                .limit(limit)
                .toList();
    }

    /**
     * The largest directories by the content kept below them, at most {@code limit}, without the root. A directory that
     * has nothing but one other directory is left out for that one, which says the same with a longer path.
     */
    public static List<DirectorySize> directories(ImageAnalysis analysis, int limit) {
        Map<ImagePath, DirectorySize> own = new HashMap<>();
        analysis.entries().stream()
                .filter(entry -> entry.bytes() > 0)
                .forEach(entry -> own.merge(
                        entry.directory(),
                        new DirectorySize(entry.directory(), entry.keptBytes(), entry.lostBytes()),
                        LargestPaths::sum));
        Map<ImagePath, DirectorySize> all = new HashMap<>();
        own.values()
                .forEach(size -> withParents(size.path())
                        .forEach(path -> all.merge(
                                path, new DirectorySize(path, size.keptBytes(), size.lostBytes()), LargestPaths::sum)));
        Set<ImagePath> onlyParents = all.values().stream()
                .filter(size -> Optional.ofNullable(all.get(size.path().parent()))
                        .filter(size::sameBytes)
                        .isPresent())
                .map(size -> size.path().parent())
                .collect(Collectors.toSet());
        return all.values().stream()
                .filter(size -> size.keptBytes() > 0 && !onlyParents.contains(size.path()))
                .sorted(Comparator.comparingLong(DirectorySize::keptBytes)
                        .reversed()
                        .thenComparing(DirectorySize::path))
                .limit(limit)
                .toList();
    }

    private static DirectorySize sum(DirectorySize one, DirectorySize other) {
        return new DirectorySize(one.path(), one.keptBytes() + other.keptBytes(), one.lostBytes() + other.lostBytes());
    }

    private static Stream<ImagePath> withParents(ImagePath directory) {
        return Stream.iterate(directory, path -> !path.isRoot(), ImagePath::parent);
    }
}
