// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knowledge about distributions that no image contains: {@code slim.txt} beside this class.
 *
 * @param base names of packages that an image needs though nothing links to them, with the reason
 * @param generated files that no package owns, but that installing packages made; they need nothing
 * @param shared directories with files of many packages, which have no meaning as a whole
 * @param optional files of packages that programs do without
 * @param settings files of packages that stay with their package
 * @param listings files that describe their package; who opens them lists packages, and needs none
 * @param standing files that an image without a package database keeps though nothing leads to them
 */
record SlimData(
        Map<String, String> base,
        List<Glob> generated,
        List<Glob> shared,
        List<Glob> optional,
        List<Glob> settings,
        List<Glob> listings,
        List<Glob> standing) {
    private static final String RESOURCE = "slim.txt";
    private static final String BASE = "base";
    private static final Set<String> KEYS =
            Set.of("generated", "shared", "optional", "settings", "listings", "standing");

    SlimData {
        base = Map.copyOf(base);
        generated = List.copyOf(generated);
        shared = List.copyOf(shared);
        optional = List.copyOf(optional);
        settings = List.copyOf(settings);
        listings = List.copyOf(listings);
        standing = List.copyOf(standing);
    }

    /** The data that comes with squash. */
    static SlimData builtIn() {
        try (InputStream in = SlimData.class.getResourceAsStream(RESOURCE)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SlimData parse(String text) {
        Map<String, String> base = new HashMap<>();
        Map<String, List<Glob>> globs = new HashMap<>();
        for (String line : text.lines().map(String::strip).toList()) {
            int colon = line.indexOf(':');
            String key = line.substring(0, Math.max(0, colon));
            String value = line.substring(colon + 1).strip();
            if (key.equals(BASE)) {
                String[] parts = value.split("\\s+", 2);
                base.put(parts[0], parts[1]);
            } else if (KEYS.contains(key)) {
                globs.computeIfAbsent(key, _ -> new ArrayList<>()).add(Glob.parse(value.substring(1)));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                throw new IllegalStateException(RESOURCE + ": " + line);
            }
        }
        return new SlimData(
                base,
                globs.getOrDefault("generated", List.of()),
                globs.getOrDefault("shared", List.of()),
                globs.getOrDefault("optional", List.of()),
                globs.getOrDefault("settings", List.of()),
                globs.getOrDefault("listings", List.of()),
                globs.getOrDefault("standing", List.of()));
    }

    /** Whether a file that no package owns was made when packages were installed. */
    boolean isGenerated(ImagePath path) {
        return fits(generated, path);
    }

    /** Whether a directory has files of many packages. */
    boolean isShared(ImagePath directory) {
        return directory.isRoot() || fits(shared, directory);
    }

    /** Whether programs do without a file of a package. */
    boolean isOptional(ImagePath file) {
        return fits(optional, file);
    }

    /** Whether a file stays with its package. */
    boolean isSetting(ImagePath file) {
        return fits(settings, file);
    }

    /** Whether a file stays in an image without a package database. */
    boolean isStanding(ImagePath file) {
        return fits(standing, file);
    }

    /** Whether a path, with a character for each byte, describes a package. */
    boolean isListing(String path) {
        return isListing(ImagePath.clean(RawText.bytes(path)));
    }

    /** Whether a file describes a package. */
    boolean isListing(ImagePath file) {
        return fits(listings, file);
    }

    private static boolean fits(List<Glob> globs, ImagePath path) {
        byte[] bytes = path.bytes();
        return globs.stream().anyMatch(glob -> glob.fits(bytes));
    }
}
