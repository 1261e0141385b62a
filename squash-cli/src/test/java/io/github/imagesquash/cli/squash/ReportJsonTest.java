// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.cli.SampleReports;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.cli.text.OutputLocation;
import io.github.imagesquash.group.AutoChoice;
import io.github.imagesquash.group.AutoChoice.Candidate;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.report.ImageSummary;
import io.github.imagesquash.report.LayerSummary;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.report.SquashReport.Grouped;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReportJsonTest {
    private static JsonNode node() throws IOException {
        return new ObjectMapper().readTree(ReportJson.text(SampleReports.NODE, OutputLocation.written("new.tar")));
    }

    @Test
    void layoutIsFixed() throws IOException {
        String expected = """
            {
              "schemaVersion": 1,
              "squashVersion": "%s",
              "source": "old.tar",
              "output": "new.tar",
              "dryRun": false,
              "tags": [],
              "pushed": [],
              "platform": "linux/amd64",
              "before": {
                "manifestDigest": "",
                "configDigest": "sha256:aa",
                "layers": 1,
                "unread": 0,
                "entries": 1,
                "fileBytes": 2000,
                "uncompressedBytes": 2000,
                "storedBytes": 2000
              },
              "after": {
                "manifestDigest": "sha256:bb",
                "configDigest": "sha256:cc",
                "layers": 1,
                "unread": 0,
                "entries": 1,
                "fileBytes": 1000,
                "uncompressedBytes": 1000,
                "storedBytes": 1000
              },
              "savings": {
                "squashingBytes": 1000,
                "storedBytes": 1000,
                "sameCompression": true,
                "compressionBefore": [],
                "compressionAfter": []
              },
              "layers": [],
              "resultLayers": [],
              "newBytes": 0,
              "bytesToPush": 0,
              "pull": {
                "everything": {
                  "layers": 0,
                  "bytes": 0
                }
              },
              "grouping": {
                "by": "one",
                "auto": false,
                "because": ""
              },
              "dropped": [],
              "flagged": [],
              "kept": [],
              "hidden": {
                "files": 0,
                "bytes": 0
              },
              "growth": {
                "basis": "stored",
                "bytes": -1000,
                "larger": false
              },
              "reuse": {
                "previous": "",
                "outcome": "not-asked",
                "layers": 0,
                "kept": 0,
                "mostlyUnused": 0,
                "overLimit": 0,
                "dependent": 0,
                "sharedStoredBytes": 0,
                "reusedStoredBytes": 0,
                "contentBytes": 0,
                "changedBytes": 0,
                "unusedBytes": 0
              },
              "gates": [],
              "configEdits": [],
              "scrubbedHistory": {
                "steps": 0,
                "values": 0,
                "keys": []
              },
              "verified": false,
              "warnings": [],
              "elapsedMillis": 125000
            }
            """.formatted(Version.number());
        assertEquals(expected, ReportJson.text(SampleReports.ofSizes(2000, 1000), OutputLocation.written("new.tar")));
    }

    @Test
    void layersHaveAllTheirFigures() throws IOException {
        assertEquals("""
            {"number":2,"diffId":"sha256:d2",\
            "createdBy":"RUN /bin/sh -c apt-get update \\t&& apt-get install -y gcc # buildkit",\
            "compression":"none","storedBytes":1140000000,"read":true,"uncompressedBytes":1140000000,"entries":42050,\
            "whiteouts":3,"removedEntries":0,"removedBytes":0,"overwrittenEntries":8901,\
            "overwrittenBytes":311000000}\
            """, node().get("layers").get(1).toString());
    }

    @Test
    void resultLayersSayWhetherTheyWereKept() throws IOException {
        assertEquals("""
            {"kept":false,"inSource":false,"inDestination":false,"content":"","diffId":"sha256:dd","digest":"sha256:ee",\
            "compression":"none","storedBytes":955400000,\
            "read":true,"uncompressedBytes":955400000,"entries":40811}\
            """, node().get("resultLayers").get(0).toString());
    }

    @Test
    void warningsHaveKindTextFirstPlaceAndCount() throws IOException {
        assertEquals("""
            {"kind":"reordered-layers",\
            "text":"the manifest lists the layers in another order than the config; the config's order is used",\
            "layer":0,"entry":"","count":17}\
            """, node().get("warnings").get(1).toString());
    }

    @Test
    void droppedFilesAreCountedForEachReason() throws IOException {
        assertEquals("""
            {"name":"estargz","reason":"table of contents of the old layers","paths":1,"bytes":12345,\
            "first":["/stargz.index.json"]}\
            """, node().get("dropped").get(0).toString());
    }

    @Test
    void packagesThatLostFilesAreFlagged() throws IOException {
        assertEquals("""
            {"ecosystem":"dpkg","verification":"dpkg --verify","packages":40,"files":312,\
            "first":"/usr/share/doc/bash/README","owner":"bash"}\
            """, node().get("flagged").get(0).toString());
    }

    @Test
    void changesOfTheConfigAreListedAndSecretsOnlyCounted() throws IOException {
        assertEquals("""
            [{"instruction":"ENV A=b","changed":true},{"instruction":"UNSET CMD","changed":false}]\
            """, node().get("configEdits").toString());
        assertEquals("""
            {"steps":1,"values":2,"keys":["container_config"]}\
            """, node().get("scrubbedHistory").toString());
    }

    @Test
    void noFigureOfTheReportIsLeftOut() throws IOException {
        assertEquals(components(ImageSummary.class), keys(node().get("before")));
        assertEquals(components(LayerSummary.class), keys(node().get("layers").get(0)));
        assertEquals(
                components(SquashReport.Dropped.class),
                keys(node().get("dropped").get(0)));
    }

    @Test
    void aChoiceIsThereWithWhatWasNotTaken() throws IOException {
        AutoChoice choice = new AutoChoice(
                new Candidate(new Grouping.BySize(8), 3, Duration.ofMillis(1500), Duration.ofMillis(1250)),
                List.of(new Candidate(Grouping.ONE, 1, Duration.ofSeconds(2), Duration.ofSeconds(2))),
                9,
                0,
                0,
                List.of());
        SquashReport report = SampleReports.divided(new Grouped("size", Optional.of(choice)));
        String json = Cli.PLAIN
                .withSquasher((_, _) -> report)
                .run("--json", "old.tar", "-o", "new.tar")
                .out();
        assertEquals(
                "[{\"by\":\"size\",\"layers\":3,\"firstSeconds\":1.5,\"nextSeconds\":1.25},"
                        + "{\"by\":\"one\",\"layers\":1,\"firstSeconds\":2.0,\"nextSeconds\":2.0}]",
                new ObjectMapper().readTree(json).at("/grouping/candidates").toString());
    }

    @Test
    void everyKeyIsDocumented() throws IOException {
        String document = Files.readString(Path.of("../docs/json-report.md"));
        JsonNode report = node();
        for (JsonNode object : List.of(
                report,
                report.get("before"),
                report.get("layers").get(0),
                report.get("dropped").get(0),
                report.get("flagged").get(0),
                report.get("growth"),
                report.get("configEdits").get(0),
                report.get("scrubbedHistory"),
                report.get("warnings").get(0))) {
            Set<String> undocumented = keys(object);
            undocumented.removeIf(key -> document.contains("| `" + key + "` |"));
            assertEquals(Set.of(), undocumented);
        }
    }

    private static Set<String> keys(JsonNode object) {
        Set<String> keys = new TreeSet<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static Set<String> components(Class<? extends Record> type) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).forEach(names::add);
        return names;
    }
}
