// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.imagesquash.cli.squash.ReportJson;
import io.github.imagesquash.cli.squash.ReportText;
import io.github.imagesquash.cli.text.OutputLocation;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.request.Selection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a run on all platforms. */
class IndexReportTest {
    @Test
    void allIsNoPlatformButEveryOne() {
        List<Selection> asked = new ArrayList<>();
        Cli cli = Cli.PLAIN.withSquasher((request, _) -> {
            asked.add(request.selection());
            return SampleReports.INDEX;
        });
        cli.run("--platform", "all", "old.tar", "-o", "new.tar");
        cli.run("--platform", "linux/arm64", "old.tar", "-o", "new.tar");
        assertEquals(
                List.of(
                        new Selection.AllPlatforms(WantedImage.ONLY),
                        new Selection.OneImage(WantedImage.ONLY.on(Platform.parse("linux/arm64")))),
                asked);
    }

    @Test
    void engineTakesOnePlatform() {
        CliRun run = Cli.PLAIN.run("--platform", "all", "old.tar", "-o", "docker-daemon:app:2");
        assertEquals(
                "squash: --platform all: an engine accepts one platform; add -o FILE or -o oci:DIR", run.refusal(2));
    }

    @Test
    void summaryHasEachPlatformAndTheirSum() {
        List<String> lines = ReportText.text(SampleReports.INDEX, OutputLocation.written("new.tar"), 200)
                .lines()
                .toList();
        assertEquals(2, lines.stream().filter("linux/amd64"::equals).count());
        String tail = String.join("\n", lines.subList(lines.size() - 5, lines.size()));
        assertEquals(
                "warning: \"linux/arm64, linux/s390x\": platform that is listed, but whose files are missing; left out\n"
                        + "\n"
                        + "app:small: 2 platforms, 6 layers, 2.54 GB → 2 platforms, 2 layers, 1.91 GB (25 % smaller) in 3.7 s\n"
                        + "verified: read back and compared with the source\n"
                        + "written to new.tar, also named registry.example:5000/team/app:small",
                tail);
    }

    @Test
    void jsonHasEachPlatformUnderTheKeysOfAnImage() throws IOException {
        JsonNode json =
                new JsonMapper().readTree(ReportJson.text(SampleReports.INDEX, OutputLocation.written("new.tar")));
        assertEquals(
                List.of(
                        "schemaVersion",
                        "squashVersion",
                        "source",
                        "output",
                        "dryRun",
                        "tags",
                        "pushed",
                        "digest",
                        "platforms",
                        "warnings",
                        "elapsedMillis"),
                keys(json));
        assertEquals(
                List.of(
                        "platform",
                        "before",
                        "after",
                        "savings",
                        "layers",
                        "resultLayers",
                        "newBytes",
                        "bytesToPush",
                        "pull",
                        "grouping",
                        "dropped",
                        "flagged",
                        "kept",
                        "hidden",
                        "growth",
                        "reuse",
                        "gates",
                        "configEdits",
                        "scrubbedHistory",
                        "verified",
                        "warnings",
                        "elapsedMillis"),
                keys(json.at("/platforms/1")));
        assertTrue(json.get("digest").asText().startsWith("sha256:"));
    }

    private static List<String> keys(JsonNode json) {
        List<String> keys = new ArrayList<>();
        json.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
