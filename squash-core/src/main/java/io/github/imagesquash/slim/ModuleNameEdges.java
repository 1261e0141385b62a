// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Modules that settings load by their names: {@code pam_unix.so} in {@code /etc/pam.d}, {@code extension=mysqli.so} of
 * PHP, services in {@code nsswitch.conf}, engines and providers.
 */
final class ModuleNameEdges implements EdgeFinder {
    private static final Pattern WORD = Pattern.compile("[\\w.+-]++");
    private static final Pattern SHARED_OBJECT = Pattern.compile("\\.so(?:\\.\\d++)*+$");
    private static final int LONGEST_NAME = 255;

    private static final Pattern PHP_EXTENSION =
            Pattern.compile("(?m)^[ \\t]*+(?:zend_)?extension[ \\t]*+=[ \\t]*+\"?+([\\w-]++)\"?+[ \\t]*+$");
    private static final Pattern NSS_LINE = Pattern.compile("(?m)^[ \\t]*+\\w++:(.*)$");

    private final PackageOwners owners;

    ModuleNameEdges(PackageOwners owners) {
        this.owners = owners;
    }

    @Override
    public void find(ScannedFile file, Consumer<Edge> edges) throws IOException {
        boolean setting = file.directory().startsWith("/etc");
        if (!setting && !file.isStarted()) {
            return;
        }
        String text = withoutComments(file.text());
        Set<String> names = new LinkedHashSet<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            boolean name = word.end() - word.start() <= LONGEST_NAME;
            if (name && SHARED_OBJECT.matcher(word.group()).find()) {
                names.add(word.group());
            }
        }
        Matcher extension = PHP_EXTENSION.matcher(text);
        while (extension.find()) {
            extension(extension.group(1) + ".so", edges);
        }
        if (file.name().equals("nsswitch.conf")) {
            addServices(text, names);
        }
        for (String name : names) {
            owners.libraries(name).forEach(path -> edges.accept(loaded(path, name)));
        }
    }

    /** Other languages have modules with the names of PHP's extensions. */
    private void extension(String name, Consumer<Edge> edges) {
        owners.libraries(name).stream()
                .filter(path -> path.names().stream().anyMatch(directory -> directory.is("php")))
                .forEach(path -> edges.accept(loaded(path, name)));
    }

    private static Edge loaded(ImagePath path, String name) {
        return new Edge(path, Strength.NAMED, "loads " + RawText.shown(name));
    }

    /** nsswitch.conf(5): the library of a service is {@code libnss_SERVICE.so.2}. */
    private static void addServices(String text, Set<String> names) {
        Matcher line = NSS_LINE.matcher(text);
        while (line.find()) {
            for (String service :
                    line.group(1).replaceAll("\\[[^\\[\\]]*+\\]", " ").strip().split("\\s+")) {
                names.add("libnss_" + service + ".so.2");
            }
        }
    }

    /** A setting without lines that are comments. */
    static String withoutComments(String text) {
        return text.replaceAll("(?m)^[ \\t]*+[#;].*+$", "");
    }
}
