// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Knowledge about distributions that no image contains: {@code slim.txt} beside this class.
 *
 * @param base names of packages that an image needs though nothing links to them, with the reason
 * @param generated files that no package owns, but that installing packages made; they need nothing
 */
record SlimData(Map<String, String> base, List<Glob> generated) {
    private static final String RESOURCE = "slim.txt";

    /** The data that comes with squash. */
    static SlimData builtIn() {
        try (InputStream in = SlimData.class.getResourceAsStream(RESOURCE)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SlimData parse(String text) {
        Map<String, String> base = new LinkedHashMap<>();
        List<Glob> generated = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            String value = line.substring(line.indexOf(':') + 1).strip();
            if (line.startsWith("base:")) {
                String[] parts = value.split("\\s+", 2);
                base.put(parts[0], parts[1]);
            } else if (line.startsWith("generated:")) {
                generated.add(Glob.parse(value.substring(1)));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                throw new IllegalStateException(RESOURCE + ": " + line);
            }
        }
        return new SlimData(base, generated);
    }

    /** Whether a file that no package owns was made when packages were installed. */
    boolean isGenerated(ImagePath path) {
        byte[] bytes = path.bytes();
        return generated.stream().anyMatch(glob -> glob.fits(bytes));
    }
}
