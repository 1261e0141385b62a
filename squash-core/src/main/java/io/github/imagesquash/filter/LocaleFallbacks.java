// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The translations that gettext looks for under a locale, from the most to the least specific.
 *
 * @see <a href="https://www.gnu.org/software/gettext/manual/html_node/Locale-Names.html">Locale names</a>
 */
public final class LocaleFallbacks {
    private static final Pattern LOCALE =
            Pattern.compile("([A-Za-z]+)(_[A-Za-z0-9]+)?(\\.[A-Za-z0-9_-]+)?(@[A-Za-z0-9=_-]+)?");
    private static final List<String> VARIABLES = List.of(
            "LC_ALL",
            "LANG",
            "LC_MESSAGES",
            "LC_CTYPE",
            "LC_COLLATE",
            "LC_MONETARY",
            "LC_NUMERIC",
            "LC_TIME",
            "LC_PAPER",
            "LC_NAME",
            "LC_ADDRESS",
            "LC_TELEPHONE",
            "LC_MEASUREMENT",
            "LC_IDENTIFICATION");
    private static final Set<String> NONE = Set.of("C", "POSIX");

    private LocaleFallbacks() {}

    /** The translations that variables select, see locale(7). */
    public static Set<String> in(ShellVariables variables) {
        Set<String> languages = new HashSet<>();
        addFrom(variables, languages);
        return languages;
    }

    /** Adds the locales in variables, see locale(7). */
    static void addFrom(ShellVariables variables, Set<String> languages) {
        for (String variable : VARIABLES) {
            add(variables.value(variable), languages);
        }
        for (String one : variables.value("LANGUAGE").split(":")) {
            add(one, languages);
        }
    }

    private static void add(String locale, Set<String> languages) {
        Matcher parts = LOCALE.matcher(locale.strip());
        if (!parts.matches() || NONE.contains(parts.group(1))) {
            return;
        }
        String language = parts.group(1);
        for (String territory : parts.group(2) == null ? List.of("") : List.of(parts.group(2), "")) {
            for (String codeset : codesets(parts.group(3))) {
                for (String modifier : parts.group(4) == null ? List.of("") : List.of(parts.group(4), "")) {
                    languages.add(language + territory + codeset + modifier);
                }
            }
        }
    }

    /** The codeset as given, as glibc normalizes it, and none. */
    private static List<String> codesets(String given) {
        if (given == null) {
            return List.of("");
        }
        String plain = given.substring(1).replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
        return List.of(given, "." + (plain.matches("[0-9]+") ? "iso" + plain : plain), "");
    }
}
