// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import static io.github.imagesquash.fixture.Analysing.analyse;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.fixture.Analysing;
import io.github.imagesquash.fixture.HtmlPage;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.request.AnalysisRequest.Extra;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The data in the page: columns of rows, level by level. */
class ContentJsonTest {
    private static JsonNode files(Analysing analysis) {
        return HtmlPage.of(analysis).data().get("files");
    }

    @Test
    void rowsStandLevelByLevelAndSayHowManyChildrenTheyHave() {
        JsonNode files = files(
                analyse(layer().dir("b/").file("b/y", "yy").file("b/x", "x").file("a", "aaa")));
        assertEquals("[\"\",\"a\",\"b\",\"x\",\"y\"]", files.get("name").toString());
        assertEquals("[2,0,2,0,0]", files.get("children").toString());
        assertEquals("[0,3,0,1,2]", files.get("size").toString());
        assertEquals("dfdff", files.get("kind").asText());
    }

    @Test
    void eachLayersFileOfAPathIsARowBaseFirst() {
        JsonNode files = files(analyse(layer().file("a", "old"), layer().file("a", "newer")));
        assertEquals("[\"\",\"a\",\"a\"]", files.get("name").toString());
        assertEquals("[0,1,2]", files.get("layer").toString());
        assertEquals("kok", files.get("fate").asText());
        assertEquals("[0,2,0]", files.get("by").toString());
    }

    @Test
    void whatBecameOfAnEntryIsALetterAndWhoseDoingItWas() {
        JsonNode files = files(analyse(
                layer().dir("d/").file("d/x", "x").file("e", "e").file("k", "k"),
                layer().whiteout("e").file("d", "now a file")));
        assertEquals("[\"\",\"d\",\"d\",\"e\",\"k\",\"x\"]", files.get("name").toString());
        assertEquals("df", kinds(files, "d"));
        assertEquals("r", fates(files, "e"));
        assertEquals("h", fates(files, "x"));
        assertEquals("k", fates(files, "k"));
    }

    @Test
    void aDeletedNameWhoseContentIsKeptUnderAnotherIsSaidToBe() {
        JsonNode files = files(analyse(layer().file("a", "aaa").hardLink("b", "a"), layer().whiteout("a")));
        assertEquals("n", fates(files, "a"));
        assertEquals("k", fates(files, "b"));
        assertEquals("[0,3,0]", files.get("size").toString());
    }

    @Test
    void droppedRowsPointToTheCause() {
        HtmlPage page =
                HtmlPage.of(analyse(layer().file("stargz.index.json", "{}").file("a", "a")));
        assertEquals("d", fates(page.data().get("files"), "stargz.index.json"));
        assertEquals("[\"estargz\"]", page.data().get("causes").toString());
        assertEquals("Dropped by rule", page.data().at("/tables/0/title").asText());
        assertEquals("[1]", page.data().at("/tables/0/columns/2/values").toString());
        assertEquals("[2]", page.data().at("/tables/0/columns/3/values").toString());
    }

    @Test
    void aLayersStepIsItsInstructionAndAsTheHistoryHasIt() {
        String createdBy = "RUN |1 A=*** /bin/sh -c make\tall # buildkit";
        ImageBuilder image = image("app:1")
                .layer(layer().file("a", "a"))
                .config(config -> ((ObjectNode) config.at("/history/0")).put("created_by", createdBy));
        JsonNode made = HtmlPage.of(analyse(image)).data().at("/layers/0");
        assertEquals("RUN make all", made.get("step").asText());
        assertEquals(createdBy.replace("\t", "\\x09"), made.get("createdBy").asText());
    }

    @Test
    void nothingDroppedIsNoTable() {
        assertEquals(
                "[]",
                HtmlPage.of(analyse(layer().file("a", "a")))
                        .data()
                        .get("tables")
                        .toString());
    }

    @Test
    void whatElseWasFoundIsATableEach() {
        String content = "c".repeat(1500);
        Analysing analysis = analyse(
                image("app:1")
                        .layer(layer().file("usr/bin/tar", content)
                                .file(
                                        "var/lib/dpkg/status",
                                        "Package: tar\nStatus: install ok installed\nVersion: 1.35\n")
                                .file("var/lib/dpkg/info/tar.list", "/usr/bin/tar\n")
                                .file("var/cache/apt/archives/tar_1.35_amd64.deb", content)
                                .file("srv/.netrc", "machine a password hunter22-aB3dE5\n"))
                        .layer(layer().whiteout("srv/.netrc")),
                Extra.PACKAGES,
                Extra.DUPLICATES,
                Extra.DROPS);
        assertEquals(
                List.of(
                        "Packages: [tar] [1.35] [dpkg] [1] [1500]",
                        "Duplicates: [/usr/bin/tar] [2] [1500]",
                        "Secrets: [/srv/.netrc] [a password in .netrc] [1] [gone] []"),
                tables(HtmlPage.of(analysis)).subList(0, 3));
        assertTrue(tables(HtmlPage.of(analysis)).get(3).startsWith("Left out by --drop: [caches"));
        assertEquals(-1, HtmlPage.of(analysis).text().indexOf("hunter22"));
    }

    private static List<String> tables(HtmlPage page) {
        return page.data()
                .get("tables")
                .valueStream()
                .map(ContentJsonTest::table)
                .toList();
    }

    private static String table(JsonNode table) {
        return table.get("title").asText() + ":"
                + table.get("columns")
                        .valueStream()
                        .map(column -> " " + column.get("values").toString().replace("\"", ""))
                        .collect(Collectors.joining());
    }

    @Test
    void noNameEndsTheElement() {
        String name = "<!--<script>x</ScRiPt><img src=x onerror=alert(1)>";
        HtmlPage page = HtmlPage.of(analyse(image("app:1").layer(layer().file(name, "x"))));
        assertEquals(-1, page.dataText().indexOf('<'));
        assertEquals(name.split("/")[0], page.data().at("/files/name/1").asText());
    }

    @Test
    void bytesThatAreNoTextAreShownAsBytes() {
        byte[] name = "caf\u00e9\u0007".getBytes(StandardCharsets.ISO_8859_1);
        JsonNode files = files(analyse(layer().file(name, "x")));
        assertEquals("caf\\xe9\\x07", files.get("name").get(1).asText());
    }

    @Test
    void columnsOfATableAreOfOneLength() {
        TableColumn two = new TableColumn.Texts("two", TableColumn.Kind.TEXT, List.of("a", "b"));
        TableColumn one = new TableColumn.Numbers("one", NumberFormat.BYTES, List.of(1L));
        assertThrows(IllegalArgumentException.class, () -> new Table("t", List.of(two, one)));
    }

    private static String fates(JsonNode files, String name) {
        return letters(files, name, "fate");
    }

    private static String kinds(JsonNode files, String name) {
        return letters(files, name, "kind");
    }

    private static String letters(JsonNode files, String name, String column) {
        StringBuilder letters = new StringBuilder();
        for (int row = 0; row < files.get("name").size(); row++) {
            if (files.get("name").get(row).asText().equals(name)) {
                letters.append(files.get(column).asText().charAt(row));
            }
        }
        return letters.toString();
    }
}
