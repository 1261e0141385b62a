// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The dates until which distributions get security updates; see {@code end-of-life.txt} beside this class for the
 * sources.
 */
final class SupportTable {
    private static final String RESOURCE = "end-of-life.txt";

    private final List<Support> releases;

    /**
     * A release.
     *
     * @param id the distribution, as its os-release has it
     * @param version its version, or the first components of it
     * @param ends the last day of free security updates
     * @param extended the last day of long-term support by others; empty if there is none
     * @param source the address of the source
     */
    record Support(String id, String version, LocalDate ends, String extended, String source) {
        Optional<LocalDate> longTerm() {
            return extended.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(extended));
        }

        boolean isFor(OsRelease os) {
            return id.equals(os.id()) && (os.versionId() + ".").startsWith(version + ".");
        }
    }

    private SupportTable(List<Support> releases) {
        this.releases = List.copyOf(releases);
    }

    /** The table that comes with squash. */
    static SupportTable builtIn() {
        try (InputStream in = SupportTable.class.getResourceAsStream(RESOURCE)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SupportTable parse(String content) {
        List<Support> releases = new ArrayList<>();
        String id = "";
        String source = "";
        for (String line : content.lines()
                .filter(text -> !text.isBlank() && !text.startsWith("#"))
                .toList()) {
            String[] words = line.strip().split("\\s+");
            if (words[0].endsWith(":")) {
                id = words[0].substring(0, words[0].length() - 1);
                source = words[1];
            } else {
                String extended = words.length > 2 ? words[2] : "";
                releases.add(new Support(id, words[0], LocalDate.parse(words[1]), extended, source));
            }
        }
        return new SupportTable(releases);
    }

    /** The entry of a distribution, if the table has it. */
    Optional<Support> find(OsRelease os) {
        return releases.stream().filter(release -> release.isFor(os)).findFirst();
    }

    List<Support> releases() {
        return releases;
    }
}
