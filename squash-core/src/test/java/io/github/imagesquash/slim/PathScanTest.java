// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Paths in a text are what a regular expression says, which takes longer. */
class PathScanTest {
    private static final Pattern PATH = Pattern.compile("(?<![\\w./~*}-])/[\\w.+-]++(?:/[\\w.+@:-]++)++");
    private static final String CHARACTERS = "//////abZ_09.-+@:~*} \n\"\u00e9";

    private static Set<String> expected(String text) {
        Set<String> paths = new LinkedHashSet<>();
        Matcher path = PATH.matcher(text);
        while (path.find()) {
            paths.add(path.group().replaceFirst("[.:]+$", ""));
        }
        return paths;
    }

    @Test
    void aRandomTextHasThePathsOfTheExpression() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(40);
            random.ints(length, 0, CHARACTERS.length()).forEach(at -> text.append(CHARACTERS.charAt(at)));
            Set<String> found = new LinkedHashSet<>();
            PathScan.addTo(found, text.toString(), Integer.MAX_VALUE);
            assertEquals(expected(text.toString()), found, text::toString);
        }
    }
}
