// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The authorization that a server requires (RFC 9110, 11.6.1).
 *
 * @param scheme in lower case: {@code bearer} or {@code basic}
 * @param parameters such as {@code realm} and {@code service}, keys in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {
    private static final Pattern TOKEN =
            Pattern.compile("\\G[\\s,]*([^\\s,=\"]+)(?:\\s*=\\s*(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^\\s,\"]*)))?");

    /** The challenges in {@code WWW-Authenticate} headers, in their order. */
    static List<Challenge> parse(List<String> headers) {
        List<Challenge> challenges = new ArrayList<>();
        for (String header : headers) {
            Matcher token = TOKEN.matcher(header);
            while (token.find()) {
                String name = token.group(1).toLowerCase(Locale.ROOT);
                if (token.group(2) != null) {
                    put(challenges, name, token.group(2).replaceAll("\\\\(.)", "$1"));
                } else if (token.group(3) != null) {
                    put(challenges, name, token.group(3));
                } else {
                    challenges.add(new Challenge(name, new TreeMap<>()));
                }
            }
        }
        return challenges;
    }

    private static void put(List<Challenge> challenges, String name, String value) {
        if (!challenges.isEmpty()) {
            challenges.getLast().parameters.put(name, value);
        }
    }

    /** A parameter; empty if it is not there. */
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
