// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.message.InvalidImageException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageConfigTest {
    private static final String OLD = "sha256:" + "a".repeat(64);
    private static final Digest NEW = new Digest("sha256", "b".repeat(64));
    private static final String ROOTFS = "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + OLD + "\"]}";
    private static final String NEW_ROOTFS = ROOTFS.replace(OLD, NEW.toString());
    private static final History STEP = History.ofLayer("2001-09-09T01:46:40Z", "squash", "");
    private static final String STEP_JSON =
            "\"history\":[{\"created\":\"2001-09-09T01:46:40Z\",\"created_by\":\"squash\"}]";

    @Test
    @DisplayName("A25 keys that are not known here are kept verbatim, in their place")
    void unknownKeysAreKeptInTheirPlace() throws InvalidImageException {
        String before =
                "{\"variant\":\"v8\",\"os.features\":[\"x\"],\"config\":{\"Healthcheck\":{\"Interval\":30000000000},"
                        + "\"OnBuild\":null,\"ArgsEscaped\":true,\"new\":1.50}," + ROOTFS
                        + ",\"history\":null,\"created\":null,\"os\":\"linux\",\"moby.buildkit.buildinfo.v1\":\"e30=\"}";

        assertEquals(
                before.replace(ROOTFS, NEW_ROOTFS).replace("\"history\":null", STEP_JSON),
                squashed(before, Optional.empty()));
    }

    @Test
    @DisplayName("A25 a config that is null stays null")
    void nullConfigStaysNull() throws InvalidImageException {
        assertEquals(
                "{\"config\":null," + NEW_ROOTFS + "," + STEP_JSON + "}",
                squashed("{\"config\":null," + ROOTFS + "}", Optional.empty()));
    }

    @Test
    @DisplayName("A26 BuildKit's inline cache and the ids from before Docker 1.10 are dropped, as they name old layers")
    void whatNamesOldLayersIsDropped() throws InvalidImageException {
        assertEquals(
                "{" + NEW_ROOTFS + "," + STEP_JSON + "}",
                squashed(
                        "{\"id\":\"x\",\"parent\":\"y\",\"moby.buildkit.cache.v0\":\"e30=\"," + ROOTFS + "}",
                        Optional.empty()));
    }

    @Test
    void otherKeysOfRootfsAreKept() throws InvalidImageException {
        String rootfs = "\"rootfs\":{\"more\":1,\"type\":\"layers\",\"diff_ids\":null}";

        assertEquals(
                "{\"rootfs\":{\"more\":1,\"type\":\"layers\",\"diff_ids\":[\"" + NEW + "\"]}," + STEP_JSON + "}",
                squashed("{" + rootfs + "}", Optional.empty()));
    }

    @Test
    void otherCreationTimeReplacesTheOld() throws InvalidImageException {
        assertEquals(
                "{\"created\":\"1970-01-01T00:00:00Z\"," + NEW_ROOTFS + "," + STEP_JSON + "}",
                squashed("{\"created\":\"2020-02-02T02:02:02Z\"," + ROOTFS + "}", Optional.of(Instant.EPOCH)));
    }

    @Test
    void equalCreationTimeKeepsItsSpelling() throws InvalidImageException {
        String created = "\"created\":\"1970-01-01T02:00:00.000+02:00\"";

        assertEquals(
                "{" + created + "," + NEW_ROOTFS + "," + STEP_JSON + "}",
                squashed("{" + created + "," + ROOTFS + "}", Optional.of(Instant.EPOCH)));
    }

    @Test
    void stepLosesItsLayerAndNothingElse() throws InvalidImageException {
        ImageConfig config =
                parse("{" + ROOTFS + ",\"history\":[{\"created_by\":\"RUN a\",\"author\":\"b\",\"new\":[1]}]}");
        History step = config.history().getFirst().withoutLayer();

        ImageConfig squashed = config.squashed(List.of(NEW), List.of(step, STEP), Optional.empty());

        assertEquals(
                "{" + NEW_ROOTFS
                        + ",\"history\":[{\"created_by\":\"RUN a\",\"author\":\"b\",\"new\":[1],\"empty_layer\":true},"
                        + "{\"created\":\"2001-09-09T01:46:40Z\",\"created_by\":\"squash\"}]}",
                text(squashed));
    }

    @Test
    void historyMustHaveAStepForEachLayer() throws InvalidImageException {
        ImageConfig config = parse("{" + ROOTFS + "}");

        assertEquals(
                "0 steps of history for 1 layers",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> config.squashed(List.of(NEW), List.of(), Optional.empty()))
                        .getMessage());
    }

    @Test
    void digestIsOfTheBytesAsRead() throws InvalidImageException {
        byte[] bytes = ("{ " + ROOTFS + " }\n").getBytes(StandardCharsets.UTF_8);
        ImageConfig config = ImageConfig.parse(bytes, "config");

        assertArrayEquals(bytes, config.bytes());
        assertEquals(Digest.sha256Of(bytes), config.digest());
    }

    @Test
    void knownKeysAreRead() throws InvalidImageException {
        ImageConfig config = parse("{\"os\":\"linux\",\"architecture\":\"arm64\",\"variant\":\"v8\",\"created\":"
                + "\"2020-02-02T02:02:02.5+01:00\"," + ROOTFS + ",\"history\":[{\"created\":\"c\",\"created_by\":\"b\","
                + "\"comment\":\"d\",\"empty_layer\":true}]}");

        assertEquals("linux/arm64/v8", config.platform().toString());
        assertEquals(Optional.of(Instant.parse("2020-02-02T01:02:02.5Z")), config.created());
        assertEquals(List.of(Digest.parse(OLD)), config.diffIds());
        History step = config.history().getFirst();
        assertEquals(
                "c b d true", step.created() + " " + step.createdBy() + " " + step.comment() + " " + step.emptyLayer());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | config: \"rootfs\" is missing",
                "{\"RootFS\":{},\"rootfs\":{}} | config: \"rootfs\" occurs more than once, in two spellings",
                "{\"rootfs\":[]} | config: \"rootfs\": expected an object, found an array",
                "{\"rootfs\":{\"type\":\"tree\"}} | config: rootfs: \"type\": expected \"layers\", found \"tree\"",
                "{\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"x\"]}} | config: rootfs: \"diff_ids[0]\": digest without an algorithm: \"x\"",
                "{\"rootfs\":{\"type\":\"layers\"},\"created\":\"now\"} | config: \"created\": \"now\" is not a time as in RFC 3339",
                "{\"rootfs\":{\"type\":\"layers\"},\"history\":[1]} | config: \"history[0]\": expected an object, found a number",
                "{\"rootfs\":{\"type\":\"layers\"},\"history\":[{\"empty_layer\":\"no\"}]} | config: history[0]: \"empty_layer\": expected true or false, found a string",
                "[] | config: expected a JSON object",
            })
    void impossibleValueIsRefused(String json, String message) {
        assertEquals(
                message,
                assertThrows(InvalidImageException.class, () -> parse(json)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"rootfs\":{\"diff_ids\":[\"%s\"]}}",
                "{\"rootfs\":{\"type\":\"\",\"diff_ids\":[\"%s\"]}}",
                "{\"rootfs\":{\"type\":null,\"diff_ids\":[\"%s\"]},\"created\":null,\"history\":null,\"os\":null}"
            })
    @DisplayName("B2 a config need not say what every config says")
    void whatEveryConfigSaysMayBeAbsent(String json) throws InvalidImageException {
        ImageConfig config = parse(String.format(json, OLD));

        assertEquals(List.of(Digest.parse(OLD)), config.diffIds());
        assertTrue(squashed(String.format(json, OLD), Optional.empty()).contains("\"type\":\"layers\""));
    }

    @Test
    @DisplayName("B6 a step of history that is null is an empty one")
    void stepThatIsNullIsEmpty() throws InvalidImageException {
        ImageConfig config = parse("{" + ROOTFS + ",\"history\":[null]}");

        assertEquals("", config.history().getFirst().createdBy());
        assertFalse(config.history().getFirst().emptyLayer());
    }

    @Test
    @DisplayName("B7 keys of a config in another case are read, and written in the usual one")
    void keysInAnotherCaseAreRead() throws InvalidImageException {
        String odd =
                "{\"OS\":\"linux\",\"Architecture\":\"arm64\",\"x\":{\"OS\":1},\"Config\":{\"cmd\":[\"a\"],\"LABELS\":{\"Cmd\":\"b\"}},"
                        + "\"RootFS\":{\"Type\":\"layers\",\"Diff_IDs\":[\"" + OLD
                        + "\"]},\"History\":[{\"Empty_Layer\":true}]}";

        assertEquals("linux/arm64", parse(odd).platform().toString());
        assertTrue(parse(odd).history().getFirst().emptyLayer());
        assertEquals(
                "{\"os\":\"linux\",\"architecture\":\"arm64\",\"x\":{\"OS\":1},\"config\":{\"Cmd\":[\"a\"],\"Labels\":{\"Cmd\":\"b\"}},"
                        + NEW_ROOTFS + "," + STEP_JSON + "}",
                squashed(odd, Optional.empty()));
    }

    private static String squashed(String before, Optional<Instant> created) throws InvalidImageException {
        return text(parse(before).squashed(List.of(NEW), List.of(STEP), created));
    }

    private static ImageConfig parse(String json) throws InvalidImageException {
        return ImageConfig.parse(json.getBytes(StandardCharsets.UTF_8), "config");
    }

    private static String text(ImageConfig config) {
        return new String(config.bytes(), StandardCharsets.UTF_8);
    }
}
