// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.github.imagesquash.message.InvalidImageException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OciJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"z\":1,\"a\":2}",
                "{\"big\":123456789012345678901234567890,\"fraction\":0.10000000000000000000001,\"zeros\":1.500}",
                "{\"text\":\"<&>\u00e9\u4e2d\",\"pair\":\"\\uD83D\\uDE00\",\"half\":\"\\uD83D\",\"null\":null,\"empty\":[{},[]]}",
            })
    void whatIsReadIsWrittenWithTheSameBytes(String text) throws InvalidImageException {
        assertEquals(text, new String(OciJson.write(OciJson.read(utf8(text), "x")), StandardCharsets.UTF_8));
    }

    @Test
    void textForPeopleKeepsCharacters() throws InvalidImageException {
        JsonNode read = OciJson.read(utf8("{\"a\": [1, 2.50, true, null, \"\\uD83D\\uDE00 \\u0007\"]}"), "x");

        assertEquals("{\"a\":[1,2.50,true,null,\"\uD83D\uDE00 \\u0007\"]}", OciJson.text(read));
    }

    @Test
    void nestingOf64IsRead() throws InvalidImageException {
        String text = "[".repeat(64) + "]".repeat(64);

        assertEquals(text, OciJson.read(utf8(text), "x").toString());
    }

    @Test
    void nestingOf65IsRefused() {
        String text = "[".repeat(65) + "]".repeat(65);

        assertEquals(
                "index.json: not valid JSON: Document nesting depth (65) exceeds the maximum allowed (64, from"
                        + " `StreamReadConstraints.getMaxNestingDepth()`)",
                refusal(utf8(text)));
    }

    @Test
    void repeatedKeyIsRefused() {
        assertEquals("index.json: not valid JSON: Duplicate field 'a'", refusal(utf8("{\"a\":1,\"a\":2}")));
    }

    @Test
    void secondValueIsRefused() {
        assertEquals("index.json: not valid JSON: Trailing token after the value", refusal(utf8("{} {}")));
    }

    @Test
    void byteOrderMarkIsRefused() {
        assertEquals("index.json: JSON begins with a byte order mark", refusal(utf8("\ufeff{}")));
    }

    @Test
    void otherEncodingsThanUtf8AreRefused() {
        assertEquals("index.json: JSON is not valid UTF-8", refusal("{}".getBytes(StandardCharsets.UTF_16)));
        assertEquals("index.json: JSON is not valid UTF-8", refusal(new byte[] {'"', (byte) 0xe9, '"'}));
    }

    @Test
    void emptyDocumentIsRefused() {
        assertEquals("index.json: empty; expected JSON", refusal(new byte[0]));
    }

    @Test
    void documentOverFourMebibytesIsRefused() {
        byte[] spaces = " ".repeat((4 << 20) + 1).getBytes(StandardCharsets.US_ASCII);

        assertEquals("index.json: 4194305 bytes of JSON; at most 4194304 are read", refusal(spaces));
    }

    private static String refusal(byte[] document) {
        return assertThrows(InvalidImageException.class, () -> OciJson.read(document, "index.json"))
                .getMessage();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void writesTheTextOfAValueThatWasNotParsed() {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("a", 1);
        object.putRawValue("raw", new RawValue("[1e5, {\"b\":2}]"));
        object.put("c", "d");
        assertEquals(
                "{\"a\":1,\"raw\":[1e5, {\"b\":2}],\"c\":\"d\"}",
                new String(OciJson.write(object), StandardCharsets.UTF_8));
    }
}
