// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.oci.ImageConfig;
import io.github.imagesquash.oci.OciJson;

/**
 * The settings for the start of an image that the checks examine.
 *
 * @param user as the config has it; empty means root
 * @param healthCheck whether there is a health check, which only Docker's format has
 */
public record StartSettings(String user, boolean healthCheck) {
    static StartSettings of(ImageConfig config) throws InvalidImageException {
        JsonNode runtime = OciJson.readObject(config.bytes(), "config").path("config");
        JsonNode test = runtime.path("Healthcheck").path("Test");
        boolean checked = test.size() > 0 && !test.path(0).asText().equals("NONE");
        return new StartSettings(Printable.of(runtime.path("User").asText("")), checked);
    }

    boolean isRoot() {
        String name = user.split(":", 2)[0];
        return name.isEmpty() || name.equals("root") || name.equals("0");
    }
}
