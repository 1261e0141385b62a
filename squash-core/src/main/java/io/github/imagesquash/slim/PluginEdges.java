// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Plugins that a program loads by a word, such as {@code uwsgi --plugin python3}, which means
 * {@code /usr/lib/uwsgi/plugins/python3_plugin.so}. A text with both words, that of the plugin and that of its program's
 * directory, leads to it.
 */
final class PluginEdges implements EdgeFinder {
    private static final Pattern WORD = Pattern.compile("[\\w+-]++");
    private static final Pattern SETTINGS =
            Pattern.compile(".*\\.(?:ini|conf|cfg|cnf|ya?ml|toml|xml|json|properties|env)");
    private static final Pattern AFFIXES = Pattern.compile("^(?:lib)?(?:mod_|rlm_|ngx_)?|[_-](?:plugin|module)$");
    private static final Pattern LINKED = Pattern.compile("lib\\w*+|.*-linux-.*");
    private static final Set<String> GENERAL =
            Set.of("usr", "lib", "lib64", "local", "plugins", "plugin", "modules", "module", "extensions");
    private static final String SUFFIX = ".so";

    /** Of one word; a few programs have plugins with the same name. */
    private static final int MOST_PLUGINS = 100;

    private final ImageLookup lookup;
    private final Map<String, List<Plugin>> plugins = new HashMap<>();

    /** A plugin, and the directories that may be its program's name. */
    private record Plugin(String path, List<String> programs) {}

    PluginEdges(PackageOwners owners, ImageLookup lookup) {
        this.lookup = lookup;
        owners.pluginDirectories().stream().sorted().forEach(this::addAll);
    }

    /** Also links to plugins, which alternatives are. */
    private void addAll(ImagePath directory) {
        List<String> programs = directory.names().stream()
                .map(RawText::of)
                .filter(name -> !GENERAL.contains(name) && !LINKED.matcher(name).matches())
                .toList();
        String path = "/" + RawText.of(directory.bytes()) + "/";
        for (String name : lookup.names(path)) {
            if (name.endsWith(SUFFIX)) {
                String whole = name.substring(0, name.length() - SUFFIX.length());
                Plugin plugin = new Plugin(path + name, programs);
                Stream.of(whole, AFFIXES.matcher(whole).replaceAll(""))
                        .distinct()
                        .map(word -> plugins.computeIfAbsent(word, _ -> new ArrayList<>(1)))
                        .filter(same -> same.size() < MOST_PLUGINS)
                        .forEach(same -> same.add(plugin));
            }
        }
    }

    /** Whether a file is a shared object in no directory of the dynamic linker, and no module of a language. */
    static boolean isPlugin(ImagePath path) {
        return RawText.of(path.last()).endsWith(SUFFIX)
                && !LINKED.matcher(RawText.of(path.parent().last())).matches()
                && !ImportLanguage.isModule(path);
    }

    @Override
    public void find(ScannedFile file, Consumer<Edge> edges) throws IOException {
        boolean setting = file.directory().startsWith("/etc")
                || file.isStarted()
                || SETTINGS.matcher(file.name()).matches();
        if (setting) {
            Strength strength =
                    file.isStarted() || file.directory().startsWith("/etc") ? Strength.NAMED : Strength.GUESSED;
            String path = RawText.of(file.path().bytes());
            find(ModuleNameEdges.withoutComments(file.text()) + " " + path, strength, edges);
        }
    }

    /** The plugins that a text names, such as the arguments of a program. */
    void find(String text, Strength strength, Consumer<Edge> edges) {
        Set<String> words = new HashSet<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group());
        }
        for (String one : words) {
            for (Plugin plugin : plugins.getOrDefault(one, List.of())) {
                if (plugin.programs().stream().anyMatch(words::contains)) {
                    String how = "names the plugin " + RawText.shown(one);
                    lookup.file(plugin.path()).forEach(path -> edges.accept(new Edge(path, strength, how)));
                }
            }
        }
    }
}
