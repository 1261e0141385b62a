// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.secrets;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.oci.ImageConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Secrets in a config's environment and history. */
class ConfigSecretsTest {
    private static ConfigSecrets secrets(ImageBuilder image) throws InvalidImageException {
        return ConfigSecrets.of(ImageConfig.parse(image.configBytes(), "config"), SecretRules.builtIn());
    }

    private static List<String> told(ConfigSecrets secrets) {
        return secrets.found().stream()
                .map(secret -> secret.step() + "/" + secret.layer() + " "
                        + secret.rule().name() + " " + secret.variable() + (secret.scrubbable() ? " scrubbable" : ""))
                .toList();
    }

    @Test
    void buildArgumentsAndVariablesAreScrubbable() throws InvalidImageException {
        ConfigSecrets secrets = secrets(image().emptyStep("ARG NPM_TOKEN=0a1b2c3d4e")
                .emptyStep("/bin/sh -c #(nop)  ENV DB_PASSWORD=hunter22")
                .layer(LayerBuilder.layer())
                .emptyStep("RUN |2 A=b NPM_TOKEN=0a1b2c3d4e /bin/sh -c npm ci # buildkit"));
        assertEquals(
                List.of(
                        "1/0 variable NPM_TOKEN scrubbable",
                        "2/0 variable DB_PASSWORD scrubbable",
                        "4/0 variable NPM_TOKEN scrubbable"),
                told(secrets));
    }

    @Test
    void secretsInACommandAreNot() throws InvalidImageException {
        assertEquals(
                List.of("1/0 url-password "),
                told(secrets(image().emptyStep("RUN /bin/sh -c git clone https://me:s3cr3t-Pa55@git.example/x"))));
    }

    @Test
    void theEnvironmentIsSought() throws InvalidImageException {
        ConfigSecrets secrets = secrets(image().config(config -> config.withObjectProperty("config")
                .putArray("Env")
                .add("PATH=/bin")
                .add("SECRET=a b c")
                .add(1)));
        assertEquals(
                List.of("0/0 variable SECRET"),
                told(secrets).stream().map(String::strip).toList());
    }

    @Test
    void whatWasFoundIsMaskedWhereverItStands() throws InvalidImageException {
        ConfigSecrets secrets = secrets(image().config(config ->
                config.withObjectProperty("config").putArray("Env").add("API_TOKEN=0a1b2c3d4e")));
        assertEquals("RUN curl -H ***", secrets.masked("RUN curl -H 0a1b2c3d4e"));
        assertEquals("RUN |1 A=*** /bin/sh -c make", secrets.masked("RUN |1 A=b /bin/sh -c make"));
    }

    /** A config has at most 4 MiB, which has room for many secrets; none of them is to be sought in each step. */
    @Test
    void secretsByTheThousandHideAllSteps() {
        ImageBuilder image = image();
        for (int i = 0; i < 20_000; i++) {
            image.emptyStep("RUN make TOKEN=0a1b2c3d" + i);
        }
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            ConfigSecrets secrets = secrets(image);
            assertEquals(20_000, secrets.found().size());
            for (int i = 0; i < 20_000; i++) {
                assertEquals("***", secrets.masked("RUN make TOKEN=0a1b2c3d" + i));
            }
        });
    }

    @Test
    void secretsByTheThousandInOneStepHideIt() {
        StringBuilder step = new StringBuilder("RUN make");
        for (int i = 0; i < 80_000; i++) {
            step.append(" TOKEN=0a1b2c3d").append(i);
        }
        ImageBuilder image = image().emptyStep(step.toString());
        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertEquals("***", secrets(image).masked(step.toString())));
    }
}
