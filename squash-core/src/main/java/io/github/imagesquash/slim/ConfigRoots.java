// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.filter.PathWords;
import io.github.imagesquash.filter.ShellVariables;
import io.github.imagesquash.oci.ConfigText;
import io.github.imagesquash.oci.ExecutionParameters;
import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.PathResolver;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** What the config names: programs, scripts, modules, and the files of directories that variables name. */
final class ConfigRoots {
    private static final Set<String> COMMANDS = Set.of("Entrypoint", "Cmd", "Healthcheck", "Shell", "OnBuild");

    /** Lists of directories to search, not things that the image needs. */
    private static final Set<String> SEARCHED = Set.of("PATH", "HOME", "PWD", "LD_LIBRARY_PATH", "MANPATH", "TMPDIR");

    private static final ShellVariables NO_VARIABLES = new ShellVariables();

    private final Evidence evidence;
    private final ExecutionParameters execution;
    private final BiConsumer<String, Edge> roots;

    /** @param roots receives each file, and the setting that names it */
    ConfigRoots(Evidence evidence, ExecutionParameters execution, BiConsumer<String, Edge> roots) {
        this.evidence = evidence;
        this.execution = execution;
        this.roots = roots;
    }

    void find() {
        StringBuilder command = new StringBuilder();
        for (ConfigText text : execution.texts()) {
            String value = Evidence.latin(text.value());
            if (COMMANDS.contains(text.setting())) {
                command(text.setting(), value);
                command.append(value).append(' ');
            } else if (text.setting().equals("Env") && !SEARCHED.contains(text.name())) {
                variable(text.key(), value);
            }
        }
        for (ImportLanguage language : ImportLanguage.values()) {
            evidence.imports().find(language, command.toString(), Strength.DECLARED, edge -> roots.accept("Cmd", edge));
        }
        evidence.plugins().find(command.toString(), Strength.DECLARED, edge -> roots.accept("Cmd", edge));
    }

    /** The program that the image starts; empty if it starts none. */
    String program() {
        List<String> command = execution.entrypoint().isEmpty() ? execution.command() : execution.entrypoint();
        return command.isEmpty() ? "" : command.getFirst();
    }

    /** Whether the image starts a program that it does not contain. */
    boolean lacksProgram() {
        return !program().isEmpty() && places(Evidence.latin(program())).isEmpty();
    }

    /** The words of a command; returns whether any of them is a file. */
    boolean command(String setting, String value) {
        boolean found = false;
        Set<String> words = new LinkedHashSet<>(PathWords.of(value));
        words.addAll(PathWords.of(NO_VARIABLES.expand(value)));
        for (String word : words) {
            String how = "names " + RawText.shown(word);
            List<ImagePath> places = places(word);
            places.forEach(path -> roots.accept(setting, new Edge(path, Strength.DECLARED, how)));
            found |= !places.isEmpty();
            directory(setting, absolute(word), Strength.DECLARED);
        }
        return found;
    }

    private List<ImagePath> places(String word) {
        if (word.endsWith("/*")) {
            return evidence.lookup().archives(absolute(word));
        }
        List<ImagePath> program = evidence.lookup().command(word);
        return program.isEmpty() ? evidence.lookup().file(absolute(word)) : program;
    }

    private String absolute(String word) {
        return word.startsWith("/") ? word : "/" + Evidence.latin(execution.workingDirectory()) + "/" + word;
    }

    private void variable(String setting, String value) {
        for (String word : PathWords.of(value)) {
            if (word.startsWith("/")) {
                String how = "names " + RawText.shown(word);
                places(word).forEach(path -> roots.accept(setting, new Edge(path, Strength.DECLARED, how)));
                directory(setting, word, Strength.DECLARED);
            }
        }
    }

    /**
     * What is in a directory of its own, such as that of {@code JAVA_HOME}; directories of the system have files of
     * many packages and need none of them.
     */
    private void directory(String setting, String path, Strength strength) {
        List<ImagePath> links = new ArrayList<>();
        Optional<PathResolver.Found> found = evidence.lookup().follow(path, links);
        if (found.isEmpty()
                || !(found.get().inode() instanceof Directory directory)
                || found.get().path().names().size() < 3) {
            return;
        }
        String how = "names the directory " + RawText.shown(path);
        links.forEach(link -> roots.accept(setting, new Edge(link, strength, how)));
        evidence.lookup().named(path).forEach(whole -> roots.accept(setting, new Edge(whole, strength, how)));
        for (Entry entry : directory.sortedEntries()) {
            ImagePath below = found.get().path().child(entry.name());
            evidence.lookup()
                    .file("/" + RawText.of(below.bytes()))
                    .forEach(file -> roots.accept(setting, new Edge(file, strength, how)));
            if (entry.name().is("bin") && entry.inode() instanceof Directory programs) {
                programs.sortedEntries()
                        .forEach(
                                program -> roots.accept(setting, new Edge(below.child(program.name()), strength, how)));
            }
        }
    }
}
