// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What addresses in headers mean (RFC 3986, 5.4), also such that are none before they are encoded. */
class LocationTest {
    private static final URI ASKED = URI.create("https://reg.example:5000/v2/app/blobs/uploads/?a=1");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v2/x                      | https://reg.example:5000/v2/x",
                "7?state=s                  | https://reg.example:5000/v2/app/blobs/uploads/7?state=s",
                "?state=s                   | https://reg.example:5000/v2/app/blobs/uploads/?state=s",
                "#top                       | https://reg.example:5000/v2/app/blobs/uploads/?a=1",
                "../x                       | https://reg.example:5000/v2/app/blobs/x",
                "/a/../../x                 | https://reg.example:5000/x",
                "../../../../../../x        | https://reg.example:5000/x",
                "//store.example            | https://store.example/",
                "//store.example:8443/b?c#d | https://store.example:8443/b?c",
                "HTTPS://Store.Example./B   | https://store.example/B",
                "https://store.example:/b   | https://store.example:/b",
                "https://u:p@store.example/ | https://store.example/",
                "http://[0:0::1]:80/x       | http://[0:0:0:0:0:0:0:1]:80/x",
                "http://[::ffff:10.0.0.1]/  | http://10.0.0.1/",
                "https://store.example?x    | https://store.example/?x",
            })
    void referenceIsResolved(String location, URI expected) {
        assertEquals(expected, Location.resolve(ASKED, location));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\1',
            value = {
                "/a b                | /a%20b",
                "/a[1]{2}            | /a%5B1%5D%7B2%7D",
                "/ä                  | /%C3%A4",
                "/%C3%A4%2f          | /%C3%A4%2f",
                "/100%/%zz           | /100%25/%25zz",
                "/x?a=[1] b&c={d}    | /x?a=[1]%20b&c=%7Bd%7D",
                "/x?sig=a%2Bb+c/d==  | /x?sig=a%2Bb+c/d==",
            })
    void whatAnAddressCannotHoldIsEncoded(String location, String expected) {
        String bytes = new String(location.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String found = Location.resolve(ASKED, bytes).toString();
        assertEquals("https://reg.example:5000" + expected, found);
    }

    @Test
    void charactersThatTablesCannotHoldAreEncodedToo() {
        assertEquals(
                URI.create("https://reg.example:5000/%7C%5E%60%3C%3E%5C%22?%7C%5C"),
                Location.resolve(ASKED, "/|^`<>\\\"?|\\"));
    }

    /** A full stop of another script is a dot of the name system too. */
    @ParameterizedTest
    @ValueSource(strings = {"bücher.example.", "bücher.example。", "bücher。example．"})
    void dotAtTheEndOfAHostOutsideAsciiIsLeftOut(String host) {
        String bytes = new String(("//" + host).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertEquals(URI.create("https://xn--bcher-kva.example/"), Location.resolve(ASKED, bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"store..", "store.example..", "bücher..", "bücher。。", "bücher.。", ".", ".."})
    void hostThatEndsWithTwoDotsIsNone(String host) {
        String bytes = new String(("//" + host).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThrows(IllegalArgumentException.class, () -> Location.resolve(ASKED, bytes));
    }

    /** A zone is one of this machine's interfaces, of which no server knows (URL Standard, 3.1). */
    @ParameterizedTest
    @ValueSource(strings = {"[fe80::1%25eth0]", "[fe80::1%251]", "[::ffff%254.0.0.1]", "[::1%1]", "a%25b"})
    void hostWithAZoneIsNone(String host) {
        assertThrows(IllegalArgumentException.class, () -> Location.resolve(ASKED, "//" + host + "/x"));
    }

    /** The name system's mapping makes brackets, slashes, colons and percent signs of characters of other scripts. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ufeff[::ffff:127.0.0.1]",
                "\ufeff[::1]",
                "store\uff0fx",
                "store\uff1a80",
                "a\uff20b",
                "a\uff05b",
                "a\uff1fb",
                "a\uff03b",
                "\uff3b::1\uff3d"
            })
    void hostThatIsANameOnlyBeforeItsMappingIsNone(String host) {
        String bytes = new String(("//" + host + "/x").getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThrows(IllegalArgumentException.class, () -> Location.resolve(ASKED, bytes));
    }

    @Test
    void hostOutsideAsciiIsThatOfTheNameSystem() {
        String bytes =
                new String("https://bücher.example/".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertEquals(URI.create("https://xn--bcher-kva.example/"), Location.resolve(ASKED, bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ftp://x/",
                "file:///etc/passwd",
                "sha256:abc",
                "https:",
                "https:///x",
                "https:x",
                "http://a b/",
                "http://a:99999/",
                "http://a:0/",
                "http://a:-1/",
                "http://a:x/",
                "http://[::1/",
                "http://[:::]/",
                "http://my_store/",
                "http://a\\b/",
                "http://a%zz/",
                "/a\tb",
                "/a\u007f",
                "http://1.2.3/",
                "http://0x7f.1/"
            })
    void whatCannotBeAskedIsRefusedWithoutRepeatingIt(String location) {
        String message = assertThrows(IllegalArgumentException.class, () -> Location.resolve(ASKED, location))
                .getMessage();
        assertFalse(message.contains("passwd"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "https://reg.example/v2/, https://reg.example:443/x, true",
        "https://reg.example:443/v2/, https://REG.example./x, true",
        "http://reg.example/v2/, http://reg.example:80/, true",
        "http://reg.example:/v2/, http://reg.example/, true",
        "http://[::1]:5000/v2/, http://[0:0:0:0:0:0:0:1]:5000/, true",
        "https://reg.example/v2/, http://reg.example/x, false",
        "https://reg.example/v2/, http://reg.example:443/x, false",
        "https://reg.example/v2/, https://reg.example:80/x, false",
        "https://reg.example/v2/, https://reg.example.evil/x, false",
        "https://reg.example/v2/, https://reg.example@evil/x, false",
    })
    void originIsSchemeHostAndPort(URI registry, String other, boolean same) {
        URI address = Location.resolve(registry, other);
        assertEquals(same, new AddressPolicy(registry, RegistryAccess.ANONYMOUS).isOwn(address));
    }
}
