// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.PathResolver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks up what names in texts lead to. Texts have a character for each byte. */
final class ImageLookup {
    /** The default of Docker and Podman if the image sets no {@code PATH}. */
    static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static final int MOST_DIRECTORIES = 128;
    private static final int MOST_ARCHIVES = 10_000;

    /** Words of scripts are mostly the same ones. */
    private static final int MOST_KNOWN = 200_000;

    private final PathResolver resolver;
    private final List<String> searchPath;
    private final Predicate<ImagePath> whole;
    private final Map<String, List<ImagePath>> commands = new HashMap<>();

    /**
     * Looks up in a tree.
     *
     * @param searchPath the value of {@code PATH}
     * @param whole directories of which all files are meant if a text names them
     */
    ImageLookup(FileTree tree, String searchPath, Predicate<ImagePath> whole) {
        this.whole = whole;
        this.resolver = new PathResolver(tree);
        this.searchPath = Stream.of(searchPath.split(":"))
                .filter(directory -> directory.startsWith("/") && isDirectory(directory))
                .distinct()
                .limit(MOST_DIRECTORIES)
                .toList();
    }

    /** A path's symbolic links and then the file that it leads to; empty if it leads nowhere or to a directory. */
    List<ImagePath> file(String path) {
        List<ImagePath> way = new ArrayList<>();
        Optional<PathResolver.Found> found = follow(path, way);
        if (found.isEmpty() || found.get().inode() instanceof Directory) {
            return List.of();
        }
        way.add(found.get().path());
        return way;
    }

    /** What {@link #file} gives for the archives that an element of a class path such as {@code /usr/share/java/*} means. */
    List<ImagePath> archives(String path) {
        if (!path.endsWith("/*")) {
            return List.of();
        }
        String directory = path.substring(0, path.length() - 2);
        return names(directory).stream()
                .filter(name -> name.endsWith(".jar") || name.endsWith(".JAR"))
                .limit(MOST_ARCHIVES)
                .flatMap(name -> file(directory + "/" + name).stream())
                .toList();
    }

    /** What {@link #file} and {@link #archives} give, and a directory that means all its files. */
    List<ImagePath> named(String path) {
        if (path.endsWith("/*")) {
            return archives(path);
        }
        List<ImagePath> way = new ArrayList<>();
        Optional<PathResolver.Found> found = follow(path, way);
        boolean counts = found.filter(place -> !(place.inode() instanceof Directory) || whole.test(place.path()))
                .isPresent();
        if (!counts) {
            return List.of();
        }
        way.add(found.get().path());
        return way;
    }

    /** What {@link #file} gives for the program that a command's name leads to; empty if there is none. */
    List<ImagePath> command(String name) {
        if (name.isEmpty() || name.indexOf('/') >= 0) {
            return List.of();
        }
        List<ImagePath> known = commands.get(name);
        if (known != null) {
            return known;
        }
        List<ImagePath> found = search(name);
        if (commands.size() < MOST_KNOWN) {
            commands.put(name, found);
        }
        return found;
    }

    private List<ImagePath> search(String name) {
        for (String directory : searchPath) {
            List<ImagePath> found = file(directory + "/" + name);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    boolean isDirectory(String path) {
        return directory(path).isPresent();
    }

    /** The directory that a path leads to. */
    Optional<Directory> directory(String path) {
        return follow(path, new ArrayList<>())
                .map(PathResolver.Found::inode)
                .filter(Directory.class::isInstance)
                .map(Directory.class::cast);
    }

    /** The names in a directory, ascending; empty if there is none. */
    List<String> names(String directory) {
        return directory(directory).stream()
                .flatMap(found -> found.sortedEntries().stream())
                .map(Entry::name)
                .map(RawText::of)
                .toList();
    }

    /** What a path leads to. */
    Optional<PathResolver.Found> follow(String path, List<ImagePath> links) {
        return path.length() > ImagePath.MAX_LENGTH
                ? Optional.empty()
                : resolver.follow(RawText.bytes(path), links::add);
    }
}
