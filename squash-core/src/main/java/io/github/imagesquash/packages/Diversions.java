// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Files that dpkg-divert(1) moved: a package's file is at the diverted path, unless the package is the one that
 * diverted it.
 */
final class Diversions {
    private final Map<String, Diversion> byPath = new HashMap<>();

    private record Diversion(String to, String by) {}

    private Diversions() {}

    /** The diversions in dpkg's directory. */
    static Diversions in(DatabaseDirectory place, PackageCollector findings)
            throws IOException, MalformedDatabaseException {
        Diversions diversions = new Diversions();
        Optional<DatabaseFile> file = place.file("diversions");
        if (file.isPresent()) {
            Iterator<String> lines =
                    RawText.of(findings.content(file.get())).lines().iterator();
            while (lines.hasNext()) {
                diversions.add(lines.next(), lines);
            }
        }
        return diversions;
    }

    /** Three lines belong together: from, to, and the package; a colon means the administrator. */
    private void add(String from, Iterator<String> following) throws MalformedDatabaseException {
        String to = next(following);
        byPath.put(relative(from), new Diversion(to, next(following)));
    }

    private static String next(Iterator<String> lines) throws MalformedDatabaseException {
        if (!lines.hasNext()) {
            throw new MalformedDatabaseException("diversion without its three lines");
        }
        return lines.next();
    }

    /** The real path of a package's file. */
    String of(String packageName, String path) {
        Diversion diversion = byPath.get(relative(path));
        return diversion == null || diversion.by().equals(packageName) ? path : diversion.to();
    }

    private static String relative(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }
}
