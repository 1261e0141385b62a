// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import static io.github.imagesquash.fixture.Analysing.analyse;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.HtmlPage;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page around the data. */
class HtmlReportTest {
    private static final HtmlPage PAGE = HtmlPage.of(analyse(layer().file("a", "a")));

    @Test
    void thePolicyAdmitsTheScriptsAndTheStyleOfThePageAndNothingElse() throws GeneralSecurityException {
        StringBuilder expected = new StringBuilder("default-src 'none'; script-src");
        for (String script : PAGE.contents("script")) {
            expected.append(' ').append(source(script));
        }
        expected.append("; style-src ")
                .append(source(PAGE.contents("style").getFirst()))
                .append("; img-src data:; base-uri 'none'; form-action 'none'");
        Matcher policy = Pattern.compile("http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(PAGE.text());
        assertTrue(policy.find());
        assertEquals(expected.toString(), policy.group(1));
    }

    private static String source(String text) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    @Test
    void nothingIsFetchedAndNothingHandlesEventsInAttributes() {
        String markup = PAGE.text().replaceAll("(?s)<(script|style)[^>]*>.*?</\\1>", "");
        List<String> addresses = Pattern.compile("(?:src|href|action)=\"(?!data:|#)[^\"]*\"")
                .matcher(markup)
                .results()
                .map(java.util.regex.MatchResult::group)
                .toList();
        assertEquals(List.of(), addresses);
        assertFalse(Pattern.compile("\\son[a-z]+=").matcher(markup).find());
        assertFalse(PAGE.contents("style").getFirst().contains("url("));
    }

    @Test
    void everyPlaceIsFilled() {
        assertFalse(PAGE.text().contains("{{"), PAGE.text());
        assertTrue(PAGE.text().endsWith("</html>\n"));
    }

    @Test
    void theLicenceOfTheLibraryIsInThePage() {
        assertTrue(PAGE.text().contains("Permission to use, copy, modify, and/or distribute"));
        assertTrue(PAGE.text().contains("Mike Bostock"));
    }

    @Test
    void anImagesNameIsTextInTheTitle() {
        ReportContent content = new ReportContent(
                "</title><script>\"&",
                "",
                "squash",
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        assertEquals(
                List.of("&lt;/title>&lt;script>&quot;&amp;"),
                HtmlPage.of(content).contents("title"));
    }
}
