// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imagesquash.oci.OciJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The abilities of an engine's version. */
final class EngineVersion {
    private static final int FIRST_DOCKER_WITH_ZSTD = 23;
    private static final Pattern MAJOR = Pattern.compile("([0-9]{1,6})\\..*");

    private static final int FIRST_API_WITH_PLATFORMS = 48;
    private static final Pattern API = Pattern.compile("(?s)1\\.([0-9]{1,6})\\s*");

    private EngineVersion() {}

    /**
     * Whether images can be saved for only one platform.
     *
     * @param api the API's version that engine and client have in common, such as {@code 1.48}
     */
    static boolean savesPlatforms(String api) {
        Matcher minor = API.matcher(api);
        return minor.matches() && Integer.parseInt(minor.group(1)) >= FIRST_API_WITH_PLATFORMS;
    }

    /**
     * Whether layers may be compressed with zstd: Docker reads them since version 23, Podman behind Docker's API since
     * long before.
     *
     * @param json the answer to {@code GET /version}
     */
    static boolean readsZstd(String json, String where) throws IOException {
        JsonNode version = OciJson.read(json.getBytes(StandardCharsets.UTF_8), where);
        for (JsonNode component : version.path("Components")) {
            if (component.path("Name").asText().contains("Podman")) {
                return true;
            }
        }
        Matcher major = MAJOR.matcher(version.path("Version").asText());
        return !major.matches() || Integer.parseInt(major.group(1)) >= FIRST_DOCKER_WITH_ZSTD;
    }
}
