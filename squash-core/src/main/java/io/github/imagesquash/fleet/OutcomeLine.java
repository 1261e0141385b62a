// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.OciJson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What became of an image, as a line of JSON ({@code docs/schema/fleet-outcome.schema.json}).
 *
 * @param source the image's name
 * @param digest the digest that was squashed
 * @param result what became of it
 * @param before the size of its layers, as stored, in bytes
 * @param after the size of the new image's layers, in bytes; 0 unless it is squashed in this run
 * @param seconds how long it took
 * @param reason why it failed; empty otherwise
 */
public record OutcomeLine(
        String source, Digest digest, Result result, long before, long after, double seconds, String reason) {
    /** What became of an image. */
    public enum Result {
        /** It was squashed. */
        DONE,
        /** It was done before. */
        UNCHANGED,
        /** It would fail again. */
        FAILED,
        /** It failed, and a second attempt may succeed. */
        INTERRUPTED;

        /** Its name in the line. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The line for an outcome.
     *
     * @param reason why it failed; empty otherwise
     */
    public static OutcomeLine of(ImageOutcome outcome, String reason) {
        PlannedImage image = outcome.image();
        String source = image.source().toString();
        return switch (outcome) {
            case ImageOutcome.Done done ->
                new OutcomeLine(
                        source,
                        image.digest(),
                        Result.DONE,
                        done.before(),
                        done.after(),
                        done.elapsed().toMillis() / 1000.0,
                        "");
            case ImageOutcome.Unchanged _ ->
                new OutcomeLine(source, image.digest(), Result.UNCHANGED, image.bytes(), 0, 0, "");
            case ImageOutcome.Failed failed ->
                new OutcomeLine(
                        source,
                        image.digest(),
                        failed.mayPass() ? Result.INTERRUPTED : Result.FAILED,
                        image.bytes(),
                        0,
                        failed.elapsed().toMillis() / 1000.0,
                        reason);
        };
    }

    /** The line, with its end. */
    public String json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("source", source)
                .put("digest", digest.toString())
                .put("result", result.word())
                .put("before", before)
                .put("after", after)
                .put("seconds", seconds)
                .put("reason", reason);
        return new String(OciJson.write(json), StandardCharsets.UTF_8) + "\n";
    }

    /**
     * Reads a line.
     *
     * @param where its name in messages
     */
    public static OutcomeLine parse(String line, String where) throws InvalidImageException {
        ObjectNode json = OciJson.readObject(line.getBytes(StandardCharsets.UTF_8), where);
        try {
            return new OutcomeLine(
                    json.path("source").asText(),
                    Digest.parse(json.path("digest").asText()),
                    Result.valueOf(json.path("result").asText().toUpperCase(Locale.ROOT)),
                    json.path("before").asLong(),
                    json.path("after").asLong(),
                    json.path("seconds").asDouble(),
                    json.path("reason").asText());
        } catch (IllegalArgumentException e) {
            throw new InvalidImageException(where, "not a line of squash fleet run --json", e);
        }
    }
}
