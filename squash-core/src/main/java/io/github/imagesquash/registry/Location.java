// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses as servers write them, resolved as in RFC 3986, 5.2. Characters that an address cannot contain (spaces,
 * brackets, letters outside ASCII) are percent-encoded, as in browsers and Go clients.
 */
final class Location {
    /** RFC 3986, appendix B. */
    private static final Pattern PARTS =
            Pattern.compile("(?s)(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?(?://(?<authority>[^/?#]*))?(?<path>[^?#]*)"
                    + "(?:\\?(?<query>[^#]*))?(?:#.*)?");

    private static final String IN_PATHS = "-._~!$&'()*+,;=:@/";
    private static final String IN_QUERIES = IN_PATHS + "?[]";
    private static final Pattern PERCENT = Pattern.compile("%[0-9A-Fa-f]{2}");

    private Location() {}

    /**
     * The address that a header's value means, without a user or a fragment, and with the host in its canonical
     * spelling.
     *
     * @param base the requested address
     * @param text an absolute or relative reference; each character is a byte, as the client reads headers
     * @throws IllegalArgumentException if it is not a usable address; the message gives the reason, and repeats nothing
     *     of it
     */
    static URI resolve(URI base, String text) {
        Matcher parts = parts(text.strip());
        Optional<String> scheme = Optional.ofNullable(parts.group("scheme"));
        Optional<String> authority = Optional.ofNullable(parts.group("authority"));
        Optional<String> query = Optional.ofNullable(parts.group("query")).map(raw -> encoded(raw, IN_QUERIES));
        String path = encoded(parts.group("path"), IN_PATHS);
        if (scheme.isPresent() || authority.isPresent()) {
            return address(HostNames.lower(scheme.orElse(base.getScheme())), authority.orElse(""), path, query);
        }
        if (path.isEmpty()) {
            Optional<String> same = query.or(() -> Optional.ofNullable(base.getRawQuery()));
            return address(base.getScheme(), base.getRawAuthority(), base.getRawPath(), same);
        }
        return address(base.getScheme(), base.getRawAuthority(), merged(base.getRawPath(), path), query);
    }

    private static Matcher parts(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        if (text.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            throw new IllegalArgumentException("it has control characters");
        }
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("it is not valid by RFC 3986");
        }
        return parts;
    }

    private static URI address(String scheme, String authority, String path, Optional<String> query) {
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("it is neither http: nor https:");
        }
        String rooted = path.startsWith("/") ? path : "/" + path;
        URI address;
        try {
            address = URI.create(scheme + "://" + server(authority) + rooted
                    + query.map(text -> "?" + text).orElse(""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("it has no valid host name", e);
        }
        // Callers rely on a host and a port.
        Origin.of(address);
        return address;
    }

    private static String server(String authority) {
        String server = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = server.indexOf(':', server.indexOf(']') + 1);
        String host = colon < 0 ? server : server.substring(0, colon);
        // The characters are bytes, those beyond ASCII of UTF-8.
        String decoded = URLDecoder.decode(
                new String(host.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        if (decoded.indexOf('%') >= 0) {
            throw new IllegalArgumentException("zones are of one machine alone");
        }
        return HostNames.canonical(decoded) + (colon < 0 ? "" : server.substring(colon));
    }

    /** The base's path up to its last slash with the other behind it, without dot segments. */
    private static String merged(String base, String path) {
        String joined = path.startsWith("/") ? path : base.substring(0, base.lastIndexOf('/') + 1) + path;
        String rooted = joined.startsWith("/") ? joined : "/" + joined;
        String normal = URI.create("http://host" + rooted).normalize().getRawPath();
        return normal.replaceFirst("^(?:/\\.\\.)+(?=/|$)", "");
    }

    /** A percent sign that does not begin an encoded byte is literal. */
    private static String encoded(String text, String allowed) {
        StringBuilder encoded = new StringBuilder(text.length());
        Matcher percent = PERCENT.matcher(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPlain = c < 0x80 && (Character.isLetterOrDigit(c) || allowed.indexOf(c) >= 0);
            if (isPlain || c == '%' && percent.region(i, text.length()).lookingAt()) {
                encoded.append(c);
            } else {
                bytes(c).chars()
                        .forEach(b -> encoded.append('%')
                                .append(HexFormat.of().withUpperCase().toHexDigits((byte) b)));
            }
        }
        return encoded.toString();
    }

    private static String bytes(char c) {
        return c < 0x100
                ? String.valueOf(c)
                : new String(String.valueOf(c).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
