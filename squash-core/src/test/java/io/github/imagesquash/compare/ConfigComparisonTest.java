// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.fixture.Comparing;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.request.DiffRequest.ConfigRules;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ConfigComparisonTest {
    private static final ImageBuilder PLAIN =
            image("app:1").layer(layer().file("a", "A")).emptyStep("CMD x");

    private static ImageBuilder with(Consumer<ObjectNode> edit) {
        return image("app:1").layer(layer().file("a", "A")).emptyStep("CMD x").config(edit);
    }

    @Test
    void valuesAreToldByTheirJsonPointer() {
        Comparing.compare(
                        PLAIN,
                        with(config -> config.withObject("/config")
                                .put("User", "me")
                                .putArray("Cmd")
                                .add("/bin/bash")
                                .add("-l")))
                .tells(
                        "config /config/Cmd/0 \"/bin/sh\" → \"/bin/bash\"",
                        "config /config/Cmd/1  → \"-l\"",
                        "config /config/User  → \"me\"");
    }

    @Test
    void slashesAndTildesInKeysAreEscaped() {
        Comparing.compare(
                        PLAIN,
                        with(config -> config.withObject("/config/Labels").put("a/b~c", "1")))
                .tells("config /config/Labels/a~1b~0c  → \"1\"");
    }

    @Test
    void nullIsNoValue() {
        Comparing.compare(PLAIN, with(config -> config.withObject("/config").putNull("Volumes")))
                .tells();
    }

    @Test
    void thePlatformIsAPartOfTheConfig() {
        Comparing.compare(
                        PLAIN,
                        with(config -> config.put("architecture", "arm64").put("variant", "v8")))
                .tells("config /architecture \"amd64\" → \"arm64\"", "config /variant  → \"v8\"");
    }

    @Test
    void whatSpeaksOfLayersIsPassedOver() {
        Comparing.compare(
                        PLAIN,
                        image("app:2")
                                .layer(layer().file("a", "A"))
                                .emptyStep("CMD y")
                                .config(config -> config.put("id", "0123")
                                        .put("parent", "4567")
                                        .put("moby.buildkit.cache.v0", "e30=")))
                .tells();
    }

    @Test
    void ignoredKeysMayDifferWithAllBelowThem() {
        ImageBuilder other = with(config -> config.put("created", "2020-01-01T00:00:00Z")
                .withObject("/config/Labels")
                .put("a", "1"));
        Comparing.compare(
                        PLAIN,
                        other,
                        ComparisonRules.ALL,
                        new ConfigRules.Compared(List.of("/created", "/config/Labels")))
                .tells();
        Comparing.compare(PLAIN, other, ComparisonRules.ALL, new ConfigRules.Ignored())
                .tells();
    }
}
