// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.secrets;

import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Searches for secrets in files. Only few are read, unless all are requested; none larger than {@value #LARGEST} bytes.
 */
public final class SecretFiles {
    /** The largest file that is read, in bytes. */
    public static final int LARGEST = 1 << 20;

    /**
     * The part in which git searches for a zero byte to recognise binary files (buffer_is_binary in xdiff-interface.c).
     */
    private static final int BINARY_HEAD = 8000;

    private final SecretRules rules;
    private final SecretFinder finder;
    private final boolean all;
    private final List<Glob> looks;
    private final byte[] buffer = new byte[LARGEST];

    /** @param all whether all files are read; otherwise only those whose names suggest a secret */
    public SecretFiles(SecretRules rules, boolean all) {
        this.rules = rules;
        this.finder = new SecretFinder(rules);
        this.all = all;
        this.looks = rules.looks();
    }

    /**
     * The rules that match in a file, which is read in place.
     *
     * @throws IOException if reading fails
     */
    public List<SecretRule> in(ImagePath path, RegularFile file) throws IOException {
        if (file.size() < SecretRules.SHORTEST_VALUE || file.size() > LARGEST) {
            return List.of();
        }
        byte[] bytes = path.bytes();
        // Only few paths match, so the ignore patterns come second: they cost more.
        if (!(all || isLookedAt(bytes)) || rules.ignores(bytes)) {
            return List.of();
        }
        String text = text(file);
        return rules.rules().stream()
                .filter(rule -> rule.countsIn(bytes) && finder.finds(rule, text))
                .toList();
    }

    private boolean isLookedAt(byte[] path) {
        for (Glob glob : looks) {
            if (glob.fits(path)) {
                return true;
            }
        }
        return false;
    }

    /** One character for each byte; empty for a binary file. */
    private String text(RegularFile file) throws IOException {
        int size = file.read(0, buffer, 0, LARGEST);
        for (int i = 0; i < Math.min(size, BINARY_HEAD); i++) {
            if (buffer[i] == 0) {
                return "";
            }
        }
        return new String(buffer, 0, Math.max(0, size), StandardCharsets.ISO_8859_1);
    }
}
