// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.tree.PathResolver;
import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Looks up users' home directories in the image's {@code /etc/passwd}, see passwd(5). */
final class HomeDirectory {
    private static final int HOME = 5;

    private final PathResolver resolver;
    private final TextFile reader;

    HomeDirectory(PathResolver resolver, TextFile reader) {
        this.resolver = resolver;
        this.reader = reader;
    }

    /**
     * A user's home directory.
     *
     * @param user as in the config: a name or a number, and perhaps a group behind a colon; empty for root
     */
    Optional<String> of(String user) throws IOException {
        String asked = user.isEmpty() ? "0" : user.replaceFirst(":.*", "");
        Optional<PathResolver.Found> passwd = resolver.follow("etc/passwd".getBytes(StandardCharsets.US_ASCII));
        if (passwd.isEmpty() || !(passwd.get().inode() instanceof RegularFile file)) {
            return Optional.empty();
        }
        return reader.read(file)
                .lines()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length > HOME && (fields[0].equals(asked) || fields[2].equals(asked)))
                .map(fields -> fields[HOME])
                .filter(home -> home.startsWith("/"))
                .findFirst();
    }
}
