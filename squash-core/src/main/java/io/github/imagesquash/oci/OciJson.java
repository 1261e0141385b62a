// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The JSON of image archives, read strictly: engines differ on byte order marks, repeated keys and text behind the
 * value, so an archive with any of them could be different images for different engines. JSON is written compactly and
 * in the order of the keys, so that digests are stable.
 */
public final class OciJson {
    /** The largest index, manifest or config that is read, in bytes; containers/image has the same limit. */
    public static final int MAX_BYTES = 4 << 20;

    private static final int MAX_DEPTH = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_BYTES)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private OciJson() {}

    /**
     * Parses exactly one value.
     *
     * @param where what messages call the document
     * @throws InvalidImageException if it is not strict JSON in UTF-8, or nested more than 64 deep
     */
    public static JsonNode read(byte[] bytes, String where) throws InvalidImageException {
        if (bytes.length > MAX_BYTES) {
            throw new InvalidImageException(where, bytes.length + " bytes of JSON; at most " + MAX_BYTES + " are read");
        }
        String text = decode(bytes, where);
        try (JsonParser parser = JSON.createParser(text)) {
            return JsonTree.read(parser).orElseThrow(() -> new InvalidImageException(where, "empty; expected JSON"));
        } catch (JsonProcessingException e) {
            throw new InvalidImageException(where, "not valid JSON: " + firstLine(e.getOriginalMessage()), e);
        } catch (InvalidImageException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("a text can always be read", e);
        }
    }

    /**
     * As {@link #read}, for a document that must be an object.
     *
     * @throws InvalidImageException also if it is something else
     */
    public static ObjectNode readObject(byte[] bytes, String where) throws InvalidImageException {
        if (read(bytes, where) instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidImageException(where, "expected a JSON object");
    }

    /**
     * The value as compact UTF-8, with keys in their order. Characters beyond 16 bits are escaped, so that half of a
     * surrogate pair survives.
     */
    public static byte[] write(JsonNode node) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(bytes)) {
            JsonTree.write(node, generator);
        } catch (IOException e) {
            throw new UncheckedIOException("a tree of JSON can always be written", e);
        }
        return bytes.toByteArray();
    }

    /** The value as compact text, with no more escapes than JSON requires; for people. */
    public static String text(JsonNode node) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            JsonTree.write(node, generator);
        } catch (IOException e) {
            throw new UncheckedIOException("a tree of JSON can always be written", e);
        }
        return text.toString();
    }

    /** An object to fill. */
    static ObjectNode newObject() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** What kind of value this is, for a message. */
    static String kind(JsonNode node) {
        String kind = node.getNodeType().name().toLowerCase(Locale.ROOT);
        return switch (node.getNodeType()) {
            case ARRAY, OBJECT -> "an " + kind;
            case NULL -> kind;
            default -> "a " + kind;
        };
    }

    private static String decode(byte[] bytes, String where) throws InvalidImageException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.startsWith("\ufeff")) {
                throw new InvalidImageException(where, "JSON begins with a byte order mark");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new InvalidImageException(where, "JSON is not valid UTF-8", e);
        }
    }

    private static String firstLine(String message) {
        return Printable.of(message.lines().findFirst().orElse(""));
    }
}
