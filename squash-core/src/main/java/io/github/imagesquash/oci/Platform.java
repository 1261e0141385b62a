package io.github.imagesquash.oci;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

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

    public Platform {
        more = Collections.unmodifiableSortedMap(new TreeMap<>(more));
    }

    /** A platform of which no more is said. */
    public Platform(String os, String architecture, String variant) {
        this(os, architecture, variant, Map.of());
    }

    /**
     * Parses {@code os/architecture} or {@code os/architecture/variant}.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static Platform parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length < 2 || parts.length > 3 || text.startsWith("/") || text.contains("//") || text.endsWith("/")) {
            throw new IllegalArgumentException(
                    "platform \"" + text + "\" is not of the form os/architecture or os/architecture/variant");
        }
        return new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : "");
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

    /**
     * Whether an image of {@code other} satisfies a wish for this one; a wish without a variant takes any, and no wish is
     * made of more.
     */
    public boolean accepts(Platform other) {
        return os.equals(other.os)
                && architecture.equals(other.architecture)
                && (variant.isEmpty() || variant.equals(other.variant));
    }

    /** {@code os/architecture/variant}, and what else is said in brackets, for people. */
    @Override
    public String toString() {
        String text = os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
        return Printable.of(more.isEmpty() ? text : text + " " + more);
    }
}
