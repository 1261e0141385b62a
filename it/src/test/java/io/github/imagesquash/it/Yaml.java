// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The checkout's files in YAML, as maps, lists and scalars. */
final class Yaml {
    /** The checkout. */
    static final Path TOP = Path.of("..").toAbsolutePath().normalize();

    private Yaml() {}

    /** The documents of a file; a key that a map has twice is refused. */
    static List<Object> documents(String file) throws IOException {
        return documentsOf(Files.readString(TOP.resolve(file)));
    }

    /** The documents of a text. */
    static List<Object> documentsOf(String text) {
        List<Object> documents = new ArrayList<>();
        new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build())
                .loadAllFromString(text)
                .forEach(documents::add);
        return documents;
    }

    /** What is at a path of keys, and of positions in lists. */
    static Object at(Object document, Object... path) {
        Object at = document;
        for (Object key : path) {
            at = key instanceof Integer position ? ((List<?>) at).get(position) : ((Map<?, ?>) at).get(key);
        }
        return at;
    }
}
