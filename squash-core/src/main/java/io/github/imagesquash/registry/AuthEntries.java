package io.github.imagesquash.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The entries under {@code auths}. Docker's keys are hosts, with or without a scheme and an API version behind; podman's may
 * also name a part of the registry, and the longest counts (containers-auth.json(5)).
 */
record AuthEntries(Map<String, JsonNode> entries) {

    static AuthEntries of(JsonNode auths) {
        Map<String, JsonNode> entries = new HashMap<>();
        auths.properties().forEach(entry -> entries.put(normalised(entry.getKey()), entry.getValue()));
        return new AuthEntries(entries);
    }

    /** The entry for a repository, if there is one that says anything. */
    Optional<JsonNode> find(Repository repository) {
        String key = repository.toString();
        while (true) {
            JsonNode entry = entries.get(key);
            if (entry != null && !entry.isEmpty()) {
                return Optional.of(entry);
            }
            int slash = key.lastIndexOf('/');
            if (slash < 0) {
                return Optional.empty();
            }
            key = key.substring(0, slash);
        }
    }

    private static String normalised(String key) {
        String bare = key.replaceFirst("^https?://", "").replaceFirst("/+$", "").replaceFirst("/v[12]$", "");
        return bare.replaceFirst("^(?:index|registry-1)\\.docker\\.io(?=$|/)", "docker.io");
    }
}
