// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The modules of the distribution's packages that a program in an interpreted language imports. */
final class ImportEdges implements EdgeFinder {
    private final ImageLookup lookup;
    private final Map<ImportLanguage, List<String>> directories = new EnumMap<>(ImportLanguage.class);

    /** A module has few forms of one kind: versions, machines. */
    private static final int MOST_VARIANTS = 1000;

    private static final int MOST_DIRECTORIES = 128;
    private static final int MOST_KNOWN = 200_000;

    private final Map<String, List<String>> names = new HashMap<>();

    /** Many files import the same modules. */
    private final Map<String, List<ImagePath>> known = new HashMap<>();

    ImportEdges(ImageLookup lookup) {
        this.lookup = lookup;
        for (ImportLanguage language : ImportLanguage.values()) {
            directories.put(
                    language,
                    language.directories().stream()
                            .flatMap(pattern -> matching("", pattern))
                            .distinct()
                            .limit(MOST_DIRECTORIES)
                            .toList());
        }
    }

    private Stream<String> matching(String parent, String pattern) {
        int slash = pattern.indexOf('/');
        String first = slash < 0 ? pattern : pattern.substring(0, slash);
        Stream<String> names = first.contains("*")
                ? lookup.names(parent.isEmpty() ? "/" : parent).stream().filter(name -> fits(name, first))
                : Stream.of(first);
        Stream<String> found = names.map(name -> parent + "/" + name).filter(lookup::isDirectory);
        return slash < 0 ? found : found.flatMap(path -> matching(path, pattern.substring(slash + 1)));
    }

    /** The pattern has at most one star. */
    private static boolean fits(String name, String pattern) {
        int star = pattern.indexOf('*');
        return star < 0
                ? name.equals(pattern)
                : name.length() >= pattern.length() - 1
                        && name.startsWith(pattern.substring(0, star))
                        && name.endsWith(pattern.substring(star + 1));
    }

    @Override
    public void find(ScannedFile file, Consumer<Edge> edges) throws IOException {
        for (ImportLanguage language : ImportLanguage.values()) {
            if (language.isLanguageOf(file)) {
                find(language, file.text(), Strength.NAMED, edges);
            }
        }
    }

    /** The modules that a text names, such as the arguments of an interpreter. */
    void find(ImportLanguage language, String text, Strength strength, Consumer<Edge> edges) {
        Set<String> modules = new LinkedHashSet<>();
        language.namedIn(text, modules::add);
        for (String module : modules) {
            String how = "imports " + RawText.shown(module);
            places(language, module).forEach(path -> edges.accept(new Edge(path, strength, how)));
        }
    }

    private List<ImagePath> places(ImportLanguage language, String module) {
        String key = language + " " + module;
        return known.size() < MOST_KNOWN
                ? known.computeIfAbsent(key, _ -> search(language, module))
                : search(language, module);
    }

    private List<ImagePath> search(ImportLanguage language, String module) {
        return language.paths(module)
                .flatMap(path -> files(language, path))
                .map(lookup::file)
                .filter(found -> !found.isEmpty())
                .limit(language.takesFirst() ? 1 : Long.MAX_VALUE)
                .flatMap(List::stream)
                .toList();
    }

    private Stream<String> files(ImportLanguage language, String module) {
        return directories.getOrDefault(language, List.of()).stream()
                .flatMap(directory ->
                        language.suffixes().stream().flatMap(suffix -> withSuffix(directory + "/" + module, suffix)));
    }

    private Stream<String> withSuffix(String path, String suffix) {
        int star = suffix.indexOf('*');
        if (star < 0) {
            return Stream.of(path + suffix);
        }
        int slash = path.lastIndexOf('/');
        String directory = path.substring(0, slash);
        List<String> all =
                names.size() < MOST_KNOWN ? names.computeIfAbsent(directory, lookup::names) : lookup.names(directory);
        String prefix = path.substring(slash + 1) + suffix.substring(0, star);
        int start = Collections.binarySearch(all, prefix);
        return all.subList(start < 0 ? -start - 1 : start, all.size()).stream()
                .takeWhile(name -> name.startsWith(prefix))
                .limit(MOST_VARIANTS)
                .filter(name -> name.endsWith(suffix.substring(star + 1)))
                .map(name -> directory + "/" + name);
    }
}
