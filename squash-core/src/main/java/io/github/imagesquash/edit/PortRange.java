// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.edit;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The ports of {@code EXPOSE}: {@code 80}, {@code 53/udp}, {@code 8000-8010}. */
final class PortRange {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?(?:/([A-Za-z]*))?");
    private static final List<String> PROTOCOLS = List.of("tcp", "udp", "sctp");
    private static final int HIGHEST = 65535;

    private PortRange() {}

    /**
     * Their keys in the config, such as {@code 80/tcp}.
     *
     * @throws IllegalArgumentException if the text is not a port or range
     */
    static List<String> keys(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            int first = Integer.parseInt(form.group(1));
            int last = form.group(2) == null ? first : Integer.parseInt(form.group(2));
            String protocol = form.group(3) == null || form.group(3).isEmpty()
                    ? PROTOCOLS.getFirst()
                    : form.group(3).toLowerCase(Locale.ROOT);
            if (first <= last && last <= HIGHEST && PROTOCOLS.contains(protocol)) {
                return IntStream.rangeClosed(first, last)
                        .mapToObj(port -> port + "/" + protocol)
                        .toList();
            }
        }
        throw new IllegalArgumentException(
                "\"" + text + "\" is no port; expected such as 80, 53/udp, 132/sctp or 8000-8010");
    }
}
