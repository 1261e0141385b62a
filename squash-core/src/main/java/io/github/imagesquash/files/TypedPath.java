// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.files;

import io.github.imagesquash.message.NearestName;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.PathResolver.BelowFile;
import io.github.imagesquash.tree.PathResolver.Found;
import io.github.imagesquash.tree.PathResolver.Missing;
import io.github.imagesquash.tree.PathResolver.Outcome;
import io.github.imagesquash.tree.PathResolver.TooManyLinks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path of an image as a user typed it. It may have the escapes with which {@link Printable} shows bytes that are no
 * visible characters, so that every name can be typed as it is shown.
 *
 * @param text the path from the root, with or without a leading slash
 */
public record TypedPath(String text) {
    private static final Pattern ESCAPE = Pattern.compile("\\\\x([0-9a-f]{2})|\\\\u\\{([0-9a-f]{1,5}|10[0-9a-f]{4})}");

    /** Resolves paths of one image. */
    @FunctionalInterface
    public interface Resolver {
        Outcome outcome(byte[] path) throws IOException;
    }

    /** Whether it ends with a slash, and so means the directory that a link leads to. */
    public boolean endsWithSlash() {
        return text.endsWith("/");
    }

    /**
     * The file that it leads to. Its escapes are decoded if there is no file with literally this path.
     *
     * @param where the name of the image in messages
     * @throws UnmetRequestException if there is none; the message says why
     */
    public Found find(Resolver resolver, String where) throws IOException {
        Outcome literal = resolver.outcome(bytes(text));
        if (literal instanceof Found found) {
            return found;
        }
        if (ESCAPE.matcher(text).find() && resolver.outcome(unescaped()) instanceof Found found) {
            return found;
        }
        throw new UnmetRequestException(where, this + problem(literal));
    }

    private String problem(Outcome outcome) {
        return switch (outcome) {
            case Found found -> throw new IllegalStateException("found: " + found.path());
            case Missing missing -> through(missing.path()) + " does not exist" + nearest(missing);
            case BelowFile below -> ": " + below.file() + " is not a directory";
            case TooManyLinks loop -> ": too many symbolic links; " + loop.link() + " is one of them";
        };
    }

    /** Names the path to which links led, if they did. */
    private String through(ImagePath path) {
        List<?> typed = ImagePath.clean(bytes(text)).names();
        boolean direct = path.names().size() <= typed.size()
                && typed.subList(0, path.names().size()).equals(path.names());
        if (!direct) {
            return " leads through symbolic links to " + path + ", which";
        }
        return path.names().size() == typed.size() ? "" : ": " + path;
    }

    private static String nearest(Missing missing) {
        List<String> names = missing.directory().sortedEntries().stream()
                .map(entry -> entry.name().toString())
                .toList();
        String directory =
                missing.path().parent().isRoot() ? "/" : missing.path().parent() + "/";
        return NearestName.of(missing.path().last().toString(), names)
                .map(name -> "; did you mean " + directory + name + "?")
                .orElse("");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] unescaped() {
        ByteArrayOutputStream path = new ByteArrayOutputStream();
        Matcher escape = ESCAPE.matcher(text);
        int done = 0;
        while (escape.find()) {
            path.writeBytes(bytes(text.substring(done, escape.start())));
            Optional<String> octet = Optional.ofNullable(escape.group(1));
            if (octet.isPresent()) {
                path.write(Integer.parseInt(octet.get(), 16));
            } else {
                path.writeBytes(bytes(Character.toString(Integer.parseInt(escape.group(2), 16))));
            }
            done = escape.end();
        }
        path.writeBytes(bytes(text.substring(done)));
        return path.toByteArray();
    }

    /** For messages only. */
    @Override
    public String toString() {
        return Printable.of(text);
    }
}
