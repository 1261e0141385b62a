// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import static io.github.imagesquash.advise.Advising.onDebian;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is found about how an image runs. */
class RuntimeAdviceTest {
    @Nested
    @DisplayName("9. runtime configuration")
    class Runtime {
        @Test
        void rootAndNoHealthCheckAreTold() throws IOException {
            onDebian()
                    .on(Check.RUNTIME_CONFIGURATION)
                    .has("0: the image runs as root", "0: there is no health check")
                    .notes("limits are known with --compose alone");
        }

        @Test
        void servicesWithoutMemoryLimitAreTold() throws IOException {
            onDebian()
                    .config(config -> config.withObject("/config")
                            .put("User", "app")
                            .putObject("Healthcheck")
                            .putArray("Test")
                            .add("CMD")
                            .add("true"))
                    .compose("""
                        x-limits: &limits
                          deploy: {resources: {limits: {memory: 1g}}}
                        services:
                          app:
                            image: app:1
                          db:
                            <<: *limits
                          cache:
                            mem_limit: 64m
                            extends: {file: other.yaml, service: x}
                        """)
                    .on(Check.RUNTIME_CONFIGURATION)
                    .has("0: services may take all memory of their host")
                    .shows("0: compose.yaml, line 4: service app")
                    .notes("line 10: what \"extends\" refers to is not read");
        }
    }
}
