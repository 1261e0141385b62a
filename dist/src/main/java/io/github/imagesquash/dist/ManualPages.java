// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;

/** A manual page for each command, in section 1. */
final class ManualPages {
    private ManualPages() {}

    static void write(CommandLine commands, BuildInputs inputs, Path directory) throws IOException {
        Files.createDirectories(directory);
        String date = inputs.time().toString().replaceFirst("T.*", "");
        for (Map.Entry<String, String> page :
                pages(commands, date, inputs.version()).entrySet()) {
            Files.writeString(directory.resolve(page.getKey() + ".1"), page.getValue());
        }
    }

    /** The content of each page by its file name. */
    static Map<String, String> pages(CommandLine commands, String date, String version) {
        Map<String, CommandLine> named = new TreeMap<>(Map.of("squash", commands));
        add("squash", commands, named);
        Map<String, String> pages = new TreeMap<>();
        named.forEach((name, command) -> {
            List<String> others =
                    named.keySet().stream().filter(other -> !other.equals(name)).toList();
            pages.put(name, new ManualPage(command.getCommandSpec(), name, others).text(date, version));
        });
        return pages;
    }

    /** The commands of a command have pages too: {@code squash-fleet-plan}. */
    private static void add(String parent, CommandLine commands, Map<String, CommandLine> named) {
        commands.getSubcommands().forEach((name, command) -> {
            named.put(parent + "-" + name, command);
            add(parent + "-" + name, command, named);
        });
    }
}
