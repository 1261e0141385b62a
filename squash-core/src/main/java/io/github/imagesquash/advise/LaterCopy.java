// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.advise.Remedy.Edit;
import io.github.imagesquash.advise.Remedy.Kind;
import io.github.imagesquash.dockerfile.Dockerfile;
import io.github.imagesquash.dockerfile.Instruction;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How to copy the build's context after an installation. There is no advice unless the installation needs only files that can be
 * named: a RUN that does anything else may need the whole context.
 */
final class LaterCopy {
    private static final String OPTIONS = "(?:\\s+-[\\w=.-]+)*";
    private static final String NAMES = "(?:\\s+[A-Za-z0-9][A-Za-z0-9@+=:~^_.-]*|\\s+-[\\w=.-]+)*";

    /** Installs packages of the distribution by their names. */
    private static final Pattern OF_DISTRIBUTION = Pattern.compile(
            "(?:apt-get|apt|dnf|microdnf|yum|zypper|apk)" + OPTIONS + "\\s+(?:install|in|add|update|upgrade|clean)"
                    + NAMES + "|rm -rf /var/(?:lib/apt/lists|cache/apk)/\\*");

    private static final Pattern REQUIREMENTS = Pattern.compile(
            "pip[0-9.]*" + OPTIONS + "\\s+install" + OPTIONS + "\\s+(?:-r|--requirement)[\\s=]+([\\w.-]+)" + OPTIONS);

    private static final List<Lists> LISTS = List.of(
            new Lists("npm\\s+ci" + OPTIONS, "package.json package-lock.json"),
            new Lists("npm\\s+(?:install|i)" + OPTIONS, "package*.json"),
            new Lists("yarn(?:\\s+install)?" + OPTIONS, "package.json yarn.lock"),
            new Lists("pnpm\\s+(?:install|i)" + OPTIONS, "package.json pnpm-lock.yaml"),
            new Lists("bundle\\s+install" + OPTIONS, "Gemfile Gemfile.lock"),
            new Lists("go\\s+mod\\s+download", "go.mod go.sum"));

    private LaterCopy() {}

    /** An installation, and the files of the context that it reads. */
    private record Lists(Pattern command, String files) {
        Lists(String command, String files) {
            this(Pattern.compile(command), files);
        }
    }

    /** What to change. */
    static Optional<Remedy> of(Dockerfile file, Instruction copy, Instruction install) {
        List<String> words = copy.words();
        if (!file.isGiven()
                || !copy.options().isEmpty()
                || words.size() != 2
                || copy.arguments().startsWith("[")) {
            return Optional.empty();
        }
        String target = words.getLast().endsWith("/") ? words.getLast() : words.getLast() + "/";
        return files(install)
                .map(files -> files.isEmpty()
                        ? Edit.of(Kind.COPY_LATER, "move line " + copy.line() + " below line " + install.line())
                        : Edit.of(
                                Kind.COPY_LATER,
                                "move line " + copy.line() + " below line " + install.line()
                                        + ", and put in its place, if these files name" + " no others of the context",
                                "COPY " + files + " " + target));
    }

    /** The files that it needs; empty if they are not known. */
    private static Optional<String> files(Instruction install) {
        StringBuilder files = new StringBuilder();
        for (String command : install.argumentsInOneLine().split(" && ")) {
            Optional<String> needed = files(command);
            if (needed.isEmpty()) {
                return Optional.empty();
            }
            files.append(files.isEmpty() || needed.get().isEmpty() ? "" : " ").append(needed.get());
        }
        return Optional.of(files.toString());
    }

    private static Optional<String> files(String command) {
        if (OF_DISTRIBUTION.matcher(command).matches()) {
            return Optional.of("");
        }
        Matcher requirements = REQUIREMENTS.matcher(command);
        if (requirements.matches()) {
            return Optional.of(requirements.group(1));
        }
        return LISTS.stream()
                .filter(lists -> lists.command().matcher(command).matches())
                .map(Lists::files)
                .findFirst();
    }
}
