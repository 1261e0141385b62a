package io.github.imagesquash.oci;

import java.util.Locale;

/**
 * What an image runs on (image-spec image-index.md, "platform").
 *
 * @param os such as {@code linux}; empty where unknown
 * @param architecture such as {@code amd64}, by Go's names; empty where unknown
 * @param variant such as {@code v8}; empty where there is none
 */
public record Platform(String os, String architecture, String variant) {
    /** No platform in particular. */
    public static final Platform ANY = new Platform("", "", "");

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

    /** Whether an image of {@code other} satisfies a wish for this one; a wish without a variant takes any. */
    public boolean accepts(Platform other) {
        return os.equals(other.os)
                && architecture.equals(other.architecture)
                && (variant.isEmpty() || variant.equals(other.variant));
    }

    @Override
    public String toString() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }
}
