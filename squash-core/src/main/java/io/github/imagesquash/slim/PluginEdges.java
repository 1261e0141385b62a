// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    private final PackageOwners owners;

    PluginEdges(PackageOwners owners) {
        this.owners = owners;
    }

    /** The words that may mean a shared object, which is a plugin if it is in no directory of the dynamic linker. */
    static Set<String> words(ImagePath path) {
        String name = RawText.of(path.last());
        boolean plugin = name.endsWith(SUFFIX)
                && !LINKED.matcher(RawText.of(path.parent().last())).matches()
                && !ImportLanguage.isModule(path);
        if (!plugin) {
            return Set.of();
        }
        String whole = name.substring(0, name.length() - SUFFIX.length());
        return Stream.of(whole, AFFIXES.matcher(whole).replaceAll("")).collect(Collectors.toSet());
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
            List<ImagePath> plugins = owners.plugins(one);
            for (ImagePath plugin : plugins) {
                if (programs(plugin).anyMatch(words::contains)) {
                    edges.accept(new Edge(plugin, strength, "names the plugin " + RawText.shown(one)));
                }
            }
        }
    }

    /** The directories that may be a program's name. */
    private static Stream<String> programs(ImagePath plugin) {
        return plugin.parent().names().stream()
                .map(RawText::of)
                .filter(name -> !GENERAL.contains(name) && !LINKED.matcher(name).matches());
    }
}
