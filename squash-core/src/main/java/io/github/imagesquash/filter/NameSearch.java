// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.filter.NamedPath.Kind;
import io.github.imagesquash.oci.ConfigText;
import io.github.imagesquash.oci.ExecutionParameters;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.PathResolver;
import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Searches for {@link NamedPaths}: in all texts of the config, then in the text files that these name, and so on.
 * Binary programs are not searched.
 */
final class NameSearch {
    /** The default of Docker and Podman if the image sets no {@code PATH}. */
    private static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static final Set<String> COMMANDS =
            Set.of("Entrypoint", "Cmd", "Healthcheck", "OnBuild", "Shell", "Volumes", "ArgsEscaped");
    private static final List<String> LOCALE_FILES =
            List.of("/etc/default/locale", "/etc/locale.conf", "/etc/environment");

    /** The maximum depth of scripts that start other scripts. */
    private static final int MAX_DEPTH = 8;

    /** A directory with more files is not a directory of start scripts. */
    private static final int MOST_SCRIPTS = 64;

    private final PathResolver resolver;
    private final PathLookup lookup;
    private final ExecutionParameters execution;
    private final String workingDirectory;
    private final ShellVariables variables = new ShellVariables();
    private final TextFile reader = new TextFile();
    private final Map<ImagePath, NamedPath> named = new LinkedHashMap<>();
    private final Map<ImagePath, NamedPath> queued = new HashMap<>();
    private final Deque<Script> scripts = new ArrayDeque<>();
    private final Set<String> words = new LinkedHashSet<>();
    private final Set<String> languages = new LinkedHashSet<>();
    private List<String> searchPath = List.of();

    /** A text file to search. */
    private record Script(ImagePath path, RegularFile file, int depth, String by) {}

    /** The context of words: the directory for relative paths, and the meaning of a name without a slash. */
    private record Context(String by, List<String> bases, boolean command, boolean programs, int depth) {}

    NameSearch(FileTree tree, ExecutionParameters execution) {
        this.resolver = new PathResolver(tree);
        this.lookup = new PathLookup(resolver);
        this.execution = execution;
        this.workingDirectory = "/" + bytesOf(execution.workingDirectory());
    }

    NamedPaths run() throws IOException {
        defineVariables();
        List<String> bases = List.of(workingDirectory);
        if (!execution.workingDirectory().isEmpty()) {
            add(workingDirectory, new Context("WorkingDir", bases, false, false, 0));
        }
        for (ConfigText text : execution.texts()) {
            boolean command = COMMANDS.contains(text.setting());
            words.add(text.name());
            read(bytesOf(text.value()), new Context(text.key(), bases, command, command, 0));
        }
        while (!scripts.isEmpty()) {
            read(scripts.pop());
        }
        addLanguages();
        return new NamedPaths(new ArrayList<>(named.values()), words, languages);
    }

    private void defineVariables() throws IOException {
        for (ConfigText text : execution.texts()) {
            if (text.setting().equals("Env")) {
                variables.define(text.name(), bytesOf(text.value()));
            }
        }
        variables.define("PATH", DEFAULT_PATH);
        searchPath = lookup.searchPath(variables.value("PATH"));
        Optional<String> home = new HomeDirectory(resolver, reader).of(user());
        home.ifPresent(path -> add(path, new Context("User", List.of(), false, false, 0)));
        variables.define("HOME", home.orElse("/root"));
        variables.define("PWD", workingDirectory);
        LocaleFallbacks.addFrom(variables, languages);
    }

    private String user() {
        return execution.texts().stream()
                .filter(text -> text.setting().equals("User"))
                .map(text -> bytesOf(text.value()))
                .findFirst()
                .orElse("");
    }

    private void addLanguages() throws IOException {
        for (String file : LOCALE_FILES) {
            ShellVariables assigned = new ShellVariables();
            Optional<PathResolver.Found> found = lookup.follow(file);
            if (found.isPresent() && found.get().inode() instanceof RegularFile settings) {
                reader.read(settings).lines().forEach(line -> assigned.assignedIn(line, "/etc"));
            }
            LocaleFallbacks.addFrom(assigned, languages);
        }
    }

    private void read(Script script) throws IOException {
        String content = reader.read(script.file());
        String own = "/" + latin(script.path().parent());
        ShellVariables here = variables.and();
        List<String> bases = List.of(workingDirectory, own);
        Context context = new Context(script.by(), bases, false, true, script.depth());
        List<String> lines = content.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.startsWith("#") || i == 0) {
                here.assignedIn(line, own);
                read(here.expand(ShellVariables.withDirectories(line, own)), context);
            }
        }
        LocaleFallbacks.addFrom(here, languages);
    }

    private void read(String text, Context context) {
        Set<String> parts = new LinkedHashSet<>(PathWords.of(text));
        parts.addAll(PathWords.of(variables.expand(text)));
        for (String word : parts) {
            words.add(word.substring(word.lastIndexOf('/') + 1));
            look(word, context);
        }
    }

    private void look(String word, Context context) {
        if (word.startsWith("/")) {
            add(word, context);
        } else if (word.startsWith("~/")) {
            add(variables.value("HOME") + word.substring(1), context);
        } else if (word.contains("/")) {
            context.bases().forEach(base -> add(base + "/" + word, context));
        } else {
            lookForName(word, context);
        }
    }

    /**
     * A name without a slash is a file, or a program in the search path; it is a directory only if a command says so.
     */
    private void lookForName(String name, Context context) {
        for (String base : context.bases()) {
            boolean directories =
                    context.command() && !ImagePath.clean(latin(base)).isRoot();
            String path = base + "/" + name;
            if (directories || !lookup.isDirectory(path)) {
                add(path, context);
            }
        }
        if (context.programs()) {
            for (String directory : searchPath) {
                String path = directory + "/" + name;
                if (!lookup.isDirectory(path)) {
                    add(path, context);
                }
            }
        }
    }

    private void add(String text, Context context) {
        lookup.each(text, (path, found) -> add(path, found, context));
    }

    private void add(ImagePath path, PathResolver.Found found, Context context) {
        if (found.inode() instanceof Directory directory) {
            if (found.path().isRoot()) {
                return;
            }
            name(new NamedPath(path, context.command() ? Kind.WHOLE_DIRECTORY : Kind.DIRECTORY, context.by()));
            if (context.programs() && directory.entries().size() <= MOST_SCRIPTS) {
                directory.sortedEntries().forEach(entry -> {
                    if (entry.inode() instanceof RegularFile file) {
                        queue(new Script(found.path().child(entry.name()), file, context.depth(), context.by()));
                    }
                });
            }
        } else {
            name(new NamedPath(path, Kind.FILE, context.by()));
            if (found.inode() instanceof RegularFile file && !context.by().startsWith("Labels")) {
                queue(new Script(found.path(), file, context.depth(), context.by()));
            }
        }
    }

    private void queue(Script script) {
        NamedPath mark = new NamedPath(script.path(), Kind.FILE, script.by());
        if (script.depth() < MAX_DEPTH && queued.putIfAbsent(script.path(), mark) == null) {
            scripts.add(new Script(
                    script.path(),
                    script.file(),
                    script.depth() + 1,
                    script.path().toString()));
        }
    }

    private void name(NamedPath path) {
        named.merge(path.path(), path, (old, later) -> later.kind().compareTo(old.kind()) > 0 ? later : old);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String latin(ImagePath path) {
        return new String(path.bytes(), StandardCharsets.ISO_8859_1);
    }

    private static String bytesOf(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
