// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

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
 * @param os such as {@code linux}; empty where unknown
 * @param architecture such as {@code amd64}, by Go's names; empty where unknown
 * @param variant such as {@code v8}; empty where there is none
 * @param more what else is said of it, such as {@code os.version}: values in JSON by key
 */
public record Platform(String os, String architecture, String variant, Map<String, String> more) {
    /** No platform in particular. */
    public static final Platform ANY = new Platform("", "", "");

    private static final Pattern FORM = Pattern.compile(
            "([A-Za-z0-9_-]+)(?:\\(([A-Za-z0-9_.-]*)\\))?" + "(?:/([A-Za-z0-9_.-]+)(?:/([A-Za-z0-9_.-]+))?)?");

    public Platform {
        more = Collections.unmodifiableSortedMap(new TreeMap<>(more));
    }

    /** A platform of which no more is said. */
    public Platform(String os, String architecture, String variant) {
        this(os, architecture, variant, Map.of());
    }

    /**
     * Parses what people write for a platform: {@code os/architecture}, {@code os/architecture/variant}, or one of both alone,
     * the system perhaps with its version in brackets (containerd/platforms). The names stay as they are.
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
                + "\" is neither a known system nor a known processor; expected for example linux/arm64 or arm64");
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

    /** The same platform by its usual names: {@code linux/arm64} for {@code Linux/aarch64/v8}. */
    public Platform normalized() {
        return PlatformNames.normalized(this);
    }

    /** Whether its images are for Linux, as those are that do not say what they are for. */
    public boolean isLinux() {
        return normalized().os.equals("linux");
    }

    /** The same system and processor in another variant. */
    Platform with(String otherVariant) {
        return new Platform(os, architecture, otherVariant, more);
    }

    /** {@code os/architecture/variant}, and what else is said in brackets, for people. */
    @Override
    public String toString() {
        String text = os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
        return Printable.of(more.isEmpty() ? text : text + " " + more);
    }
}
