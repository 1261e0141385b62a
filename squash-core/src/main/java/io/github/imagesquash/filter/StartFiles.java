package io.github.imagesquash.filter;

import io.github.imagesquash.oci.ExecutionParameters;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.PathResolver;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files without which a container of the image does not start as it did: those that a word of the entrypoint or the
 * command names, with the links to them and what these lead to, and the working directory.
 */
final class StartFiles {
    /** What Docker and Podman take where the image sets no {@code PATH}. */
    private static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static final String PATH_VARIABLE = "PATH=";

    private final ExecutionParameters execution;
    private final PathResolver resolver;
    private final KeptPaths kept;
    private final Set<ImagePath> paths = new LinkedHashSet<>();

    private StartFiles(FileTree tree, ExecutionParameters execution) {
        this.execution = execution;
        this.resolver = new PathResolver(tree);
        this.kept = new KeptPaths(tree);
    }

    /** Those that are in a tree. */
    static StartFiles in(FileTree tree, ExecutionParameters execution) {
        StartFiles files = new StartFiles(tree, execution);
        files.addWorkingDirectory();
        for (List<String> command : List.of(execution.entrypoint(), execution.command())) {
            command.stream().limit(1).forEach(files::addProgram);
            command.stream().flatMap(StartFiles::words).forEach(files::addFile);
        }
        return files;
    }

    /** Whether an entry is one of them, or leads to one. */
    boolean isNeeded(Entry entry) {
        return kept.isNeeded(entry);
    }

    /** Those that a tree, which is this one later, has no more. */
    List<ImagePath> missing(FileTree later) {
        PathResolver now = new PathResolver(later);
        return paths.stream().filter(path -> now.follow(path.bytes()).isEmpty()).toList();
    }

    private void addWorkingDirectory() {
        ImagePath path = path(execution.workingDirectory());
        if (!path.names().isEmpty() && resolver.follow(path.bytes()).isPresent()) {
            paths.add(path);
            kept.keepItself(path);
        }
    }

    /** What is named without a slash is looked for as a shell does. */
    private void addProgram(String name) {
        if (!name.contains("/") && !name.isEmpty()) {
            searchPath().map(directory -> directory + "/" + name).forEach(this::addFile);
        }
    }

    private Stream<String> searchPath() {
        String value = execution.environment().stream()
                .filter(variable -> variable.startsWith(PATH_VARIABLE))
                .map(variable -> variable.substring(PATH_VARIABLE.length()))
                .findFirst()
                .orElse(DEFAULT_PATH);
        return Stream.of(value.split(":"));
    }

    /** An argument may be a line for a shell: {@code exec /srv/run.sh "$@"}. */
    private static Stream<String> words(String argument) {
        return Stream.of(argument.split("[\\s;&|'\"]+")).filter(word -> !word.isEmpty());
    }

    private void addFile(String name) {
        ImagePath path = path(name.startsWith("/") ? name : execution.workingDirectory() + "/" + name);
        boolean isFile = resolver.follow(path.bytes())
                .filter(found -> !(found.inode() instanceof Directory))
                .isPresent();
        if (isFile) {
            paths.add(path);
            kept.keep(path);
        }
    }

    private static ImagePath path(String text) {
        return ImagePath.clean(text.getBytes(StandardCharsets.UTF_8));
    }
}
