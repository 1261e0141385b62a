// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.cli.browse.Key.Kind;
import io.github.imagesquash.cli.browse.KeyReader.Characters;
import io.github.imagesquash.cli.browse.KeyReader.Ended;
import io.github.imagesquash.cli.browse.KeyReader.Pressed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What terminals send for keys. */
class KeyReaderTest {
    @ParameterizedTest
    @CsvSource({
        "[A, UP",
        "OA, UP",
        "[B, DOWN",
        "OB, DOWN",
        "[C, RIGHT",
        "[D, LEFT",
        "[1;5A, UP",
        "[H, HOME",
        "OH, HOME",
        "[1~, HOME",
        "[7~, HOME",
        "[F, END",
        "[4~, END",
        "[8~, END",
        "[5~, PAGE_UP",
        "[6~, PAGE_DOWN",
        "[Z, BACK_TAB",
        "OM, ENTER",
        "[15~, OTHER",
        "[200~, OTHER",
        "x, OTHER"
    })
    void anEscapeSequenceIsOneKey(String sequence, Kind key) throws IOException {
        assertEquals(List.of(Key.of(key), Key.of('q')), keys("\u001b" + sequence + "q"));
    }

    @Test
    void escapeAloneIsAKey() throws IOException {
        assertEquals(List.of(Key.of(Kind.ESCAPE)), keys("\u001b"));
        assertEquals(List.of(Key.of(Kind.OTHER)), keys("\u001b["), "a sequence that does not end");
    }

    @Test
    void charactersAreKeys() throws IOException {
        assertEquals(
                List.of(Key.of('a'), Key.of('é'), Key.of(0x1f600), Key.of(Kind.ENTER), Key.of(Kind.TAB)),
                keys("aé\ud83d\ude00\r\t"));
        assertEquals(List.of(Key.of(Kind.BACKSPACE), Key.of(Kind.BACKSPACE)), keys("\b\u007f"));
        assertEquals(List.of(Key.of(Kind.OTHER)), keys("\u0001"));
    }

    @Test
    void endsWithTheTerminal() throws IOException {
        assertEquals(new Ended(), new KeyReader(millis -> Characters.END).read(1));
        assertEquals(new Ended(), new KeyReader(millis -> 4).read(1), "Ctrl-D");
    }

    private static List<Key> keys(String sent) throws IOException {
        Iterator<Integer> characters = sent.chars().iterator();
        KeyReader reader = new KeyReader(millis -> characters.hasNext() ? characters.next() : Characters.NOTHING);
        List<Key> keys = new ArrayList<>();
        while (reader.read(1) instanceof Pressed(Key key)) {
            keys.add(key);
        }
        return keys;
    }
}
