// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;

/** The completion scripts, each where the packages of its shell put it. */
final class Completions {
    private Completions() {}

    static void write(CommandLine commands, Path share) throws IOException {
        write(share.resolve("bash-completion/completions/squash"), AutoComplete.bash("squash", commands));
        write(share.resolve("zsh/site-functions/_squash"), new ZshCompletion(commands).text());
        write(share.resolve("fish/vendor_completions.d/squash.fish"), new FishCompletion(commands).text());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
