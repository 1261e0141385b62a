// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bundle as a distribution's package installs it: in one directory, with links from the directories that the system
 * searches.
 */
final class SystemTree {
    static final String HOME = "usr/lib/squash";

    /** Directories of the bundle, with the system's directories that get a link to each of their files. */
    private static final Map<String, String> LINKED = Map.of(
            "share/man/man1", "usr/share/man/man1",
            "share/bash-completion/completions", "usr/share/bash-completion/completions",
            "share/fish/vendor_completions.d", "usr/share/fish/vendor_completions.d");

    private static final String ZSH_FUNCTIONS = "share/zsh/site-functions";

    /** Where zsh looks for the completions of packages on Debian. */
    static final String DEBIAN_ZSH = "usr/share/zsh/vendor-completions";

    /** Where it looks for them elsewhere. */
    static final String OTHER_ZSH = "usr/share/zsh/site-functions";

    private SystemTree() {}

    /**
     * Makes the tree in an empty directory. Files are hard links to those of the bundle.
     *
     * @param zsh the directory for zsh's completion
     */
    static void make(Path bundle, Path root, String zsh) throws IOException {
        Path home = addBundle(bundle, root);
        link(root.resolve("usr/libexec/docker/cli-plugins/docker-squash"), home.resolve("bin/squash"));
        Map<String, String> linked = new TreeMap<>(LINKED);
        linked.put(ZSH_FUNCTIONS, zsh);
        for (Map.Entry<String, String> directory : linked.entrySet()) {
            for (Path file : FileTree.walk(home.resolve(directory.getKey()))) {
                if (Files.isRegularFile(file)) {
                    link(root.resolve(directory.getValue()).resolve(file.getFileName()), file);
                }
            }
        }
        Path copyright = root.resolve("usr/share/doc/squash/copyright");
        Files.createDirectories(copyright.resolve(".."));
        Files.writeString(copyright, copyright());
    }

    /** Adds the bundle and a link to its command to a tree. Returns the directory of the bundle there. */
    static Path addBundle(Path bundle, Path root) throws IOException {
        Path home = root.resolve(HOME);
        for (Path from : FileTree.walk(bundle)) {
            Path to = home.resolve(bundle.relativize(from));
            if (Files.isSymbolicLink(from)) {
                Files.createSymbolicLink(to, Files.readSymbolicLink(from));
            } else if (Files.isDirectory(from)) {
                Files.createDirectories(to);
            } else {
                Files.createLink(to, from);
            }
        }
        link(root.resolve("usr/bin/squash"), home.resolve("bin/squash"));
        return home;
    }

    private static void link(Path link, Path target) throws IOException {
        Path directory = Files.createDirectories(link.resolve("..").normalize());
        Files.createSymbolicLink(link, directory.relativize(target));
    }

    private static String copyright() {
        return """
                squash is licensed under the Apache License, version 2.0, see
                /usr/lib/squash/LICENSE. The licences of the libraries and of the Java
                runtime in this package are in /usr/lib/squash/licenses and
                /usr/lib/squash/runtime/legal; /usr/lib/squash/sbom.cdx.json lists them all.
                """;
    }
}
