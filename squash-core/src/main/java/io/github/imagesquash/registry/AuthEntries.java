// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The entries under {@code auths}. Docker's keys are hosts, with or without a scheme and an API version; podman's may
 * also name a part of the registry, and the longest counts (containers-auth.json(5)). A key with a scheme never names a
 * part: it stands for the whole host.
 *
 * @param entries entries by host or by part of it
 * @param hosts further entries whose key is a URL, by host
 */
record AuthEntries(Map<String, JsonNode> entries, Map<String, JsonNode> hosts) {

    static AuthEntries of(JsonNode auths) {
        Map<String, JsonNode> entries = new HashMap<>();
        Map<String, JsonNode> hosts = new HashMap<>();
        auths.properties().stream()
                .filter(entry -> saysAnything(entry.getValue()))
                .forEach(entry -> {
                    String key = normalised(entry.getKey());
                    if (key.contains("/") && entry.getKey().matches("(?i)https?://.*")) {
                        hosts.putIfAbsent(key.replaceFirst("/.*", ""), entry.getValue());
                    } else {
                        entries.put(key, entry.getValue());
                    }
                });
        return new AuthEntries(entries, hosts);
    }

    /** Whether it contains more than an empty object, which a login with a helper leaves behind. */
    private static boolean saysAnything(JsonNode entry) {
        return !entry.isNull()
                && (!entry.isObject()
                        || entry.valueStream()
                                .anyMatch(value ->
                                        !value.isNull() && !value.asText("-").isEmpty()));
    }

    /** The entry for a repository, if there is one that is not empty. */
    Optional<JsonNode> find(Repository repository) {
        String key = repository.toString();
        while (!entries.containsKey(key)) {
            int slash = key.lastIndexOf('/');
            if (slash < 0) {
                return Optional.ofNullable(hosts.get(repository.domain()));
            }
            key = key.substring(0, slash);
        }
        return Optional.of(entries.get(key));
    }

    private static String normalised(String key) {
        String bare = key.replaceFirst("^(?i:https?)://", "")
                .replaceFirst("[?#].*", "")
                .replaceFirst("(?<!/)/++$", "")
                .replaceFirst("/v[12]$", "");
        return bare.replaceFirst("^(?:index|registry-1)\\.docker\\.io(?=$|/)", "docker.io");
    }
}
