// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import io.github.imagesquash.message.NearestName;
import io.github.imagesquash.message.Printable;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an image runs on (image-spec image-index.md, "platform").
 *
 * @param os such as {@code linux}; empty if unknown
 * @param architecture such as {@code amd64}, by Go's names; empty if unknown
 * @param variant such as {@code v8}; empty if there is none
 * @param more further keys, such as {@code os.version}, with their JSON values
 */
public record Platform(String os, String architecture, String variant, Map<String, String> more) {
    /** No platform in particular. */
    public static final Platform ANY = new Platform("", "", "");

    private static final Pattern FORM = Pattern.compile(
            "([A-Za-z0-9_-]+)(?:\\(([A-Za-z0-9_.-]*)\\))?" + "(?:/([A-Za-z0-9_.-]+)(?:/([A-Za-z0-9_.-]+))?)?");

    public Platform {
        more = Collections.unmodifiableSortedMap(new TreeMap<>(more));
    }

    /** A platform without further keys. */
    public Platform(String os, String architecture, String variant) {
        this(os, architecture, variant, Map.of());
    }

    /**
     * Parses a platform as users write it: {@code os/architecture}, {@code os/architecture/variant}, or only the system
     * or only the architecture. The system may have a version in brackets (containerd/platforms). The names stay
     * unchanged.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static Platform parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("platform \"" + text
                    + "\" is not of the form os/architecture or os/architecture/variant, such as linux/arm64");
        }
        String first = form.group(1);
        String architecture = text(form.group(3));
        Map<String, String> more = form.group(2) == null ? Map.of() : Map.of("os.version", "\"" + form.group(2) + "\"");
        if (!architecture.isEmpty()) {
            return new Platform(first, architecture, text(form.group(4)), more);
        }
        if (PlatformNames.isSystem(first)) {
            return new Platform(first, host().architecture, "", more);
        }
        if (PlatformNames.isProcessor(first) && more.isEmpty()) {
            return new Platform("linux", first, "");
        }
        throw new IllegalArgumentException("platform \"" + text
                + "\" is neither a known system nor a known processor; expected for example linux/arm64 or arm64"
                + NearestName.question(first, PlatformNames.all()));
    }

    private static String text(String group) {
        return group == null ? "" : group;
    }

    /** The platform whose images this machine's engine would choose: Linux on this processor. */
    public static Platform host() {
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return switch (arch) {
            case "x86_64", "amd64" -> new Platform("linux", "amd64", "");
            case "aarch64" -> new Platform("linux", "arm64", "");
            default -> new Platform("linux", arch, "");
        };
    }

    /** The same platform with its usual names: {@code linux/arm64} for {@code Linux/aarch64/v8}. */
    public Platform normalized() {
        return PlatformNames.normalized(this);
    }

    /** Whether its images are for Linux; images that do not name a system are, too. */
    public boolean isLinux() {
        return normalized().os.equals("linux");
    }

    /** The same system and processor in another variant. */
    Platform with(String otherVariant) {
        return new Platform(os, architecture, otherVariant, more);
    }

    /** {@code os/architecture/variant}, and further keys in brackets, for people. */
    @Override
    public String toString() {
        String text = os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
        return Printable.of(more.isEmpty() ? text : text + " " + more);
    }
}
