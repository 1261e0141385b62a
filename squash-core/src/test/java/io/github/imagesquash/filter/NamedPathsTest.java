// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.Squash;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.LayerListing;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.tree.ImagePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No rule takes what the config names, or a script that it starts; a pattern may, and a warning says so. */
class NamedPathsTest {
    private static final Filter TMP = Filter.of(Rules.builtIn().of(List.of("tmp", "caches")));

    @TempDir
    Path directory;

    private List<String> tree;
    private SquashReport report;

    private void squash(Filter filter, Consumer<ObjectNode> config, LayerBuilder layer) throws IOException {
        var image = image("app:1").layer(layer).config(json -> config.accept(json.putObject("config")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Path archive = ArchiveDialect.BUILDX_DOCKER.write(image, directory);
        report = Squash.run(
                        SquashRequest.of(new Source.Archive(archive), new Destination.Stream(out))
                                .withFilter(filter)
                                .withEncoding(new Encoding.Chosen(Compression.NONE, 0)),
                        ProgressListener.NONE)
                .only();
        WrittenArchive written = WrittenArchive.of(out.toByteArray());
        tree = LayerListing.ofTar(written.blob(written.manifest().at("/layers/0")));
    }

    private List<Warning> warnings() {
        return report.warnings().stream().map(tally -> tally.first()).toList();
    }

    private static LayerBuilder files() {
        return layer().dir("tmp/")
                .file("tmp/app", "A")
                .file("tmp/conf", "C")
                .dir("tmp/d/")
                .file("tmp/d/real", "R")
                .symlink("tmp/link", "d/real")
                .file("tmp/x", "X");
    }

    @Test
    void programOfTheEntrypointStays() throws IOException {
        squash(TMP, config -> config.putArray("Entrypoint").add("/tmp/app"), files());
        assertEquals(List.of("tmp/", "tmp/app=A"), tree);
        assertEquals(List.of(), warnings());
    }

    @Test
    void programOfTheCommandStays() throws IOException {
        squash(TMP, config -> config.putArray("Cmd").add("/tmp/app"), files());
        assertEquals(List.of("tmp/", "tmp/app=A"), tree);
    }

    @Test
    void linkAndWhatItPointsToStay() throws IOException {
        squash(TMP, config -> config.putArray("Entrypoint").add("/tmp/link"), files());
        assertEquals(List.of("tmp/", "tmp/d/", "tmp/d/real=R", "tmp/link -> d/real"), tree);
    }

    @Test
    void argumentsThatAreFilesStay() throws IOException {
        squash(
                TMP,
                config -> config.putArray("Entrypoint").add("java").add("-jar").add("/tmp/app"),
                files());
        assertEquals(List.of("tmp/", "tmp/app=A"), tree);
    }

    @Test
    void wordsOfAShellsLineAreArguments() throws IOException {
        squash(
                TMP,
                config -> config.putArray("Cmd").add("/bin/sh").add("-c").add("cd /srv; exec '/tmp/app' -f /tmp/conf"),
                files());
        assertEquals(List.of("tmp/", "tmp/app=A", "tmp/conf=C"), tree);
    }

    @Test
    void directoriesAmongTheArgumentsStayWithAllBelow() throws IOException {
        squash(TMP, config -> config.putArray("Cmd").add("ls").add("/tmp/d"), files());
        assertEquals(List.of("tmp/", "tmp/d/", "tmp/d/real=R"), tree);
        assertEquals(List.of(new SquashReport.Kept("/tmp/d", "Cmd", 2)), report.kept());
    }

    @Test
    void programIsLookedForInThePath() throws IOException {
        squash(
                TMP,
                config -> {
                    config.putArray("Env").add("A=b").add("PATH=/bin:/tmp/d");
                    config.putArray("Cmd").add("real");
                },
                files());
        assertEquals(List.of("tmp/", "tmp/d/", "tmp/d/real=R"), tree);
    }

    @Test
    void workingDirectoryStaysWithAllBelow() throws IOException {
        squash(
                TMP,
                config -> config.put("WorkingDir", "/tmp/d")
                        .putArray("Cmd")
                        .add("node")
                        .add("real"),
                files().file("tmp/d/other", "O"));
        assertEquals(List.of("tmp/", "tmp/d/", "tmp/d/other=O", "tmp/d/real=R"), tree);
    }

    @Test
    void workingDirectoryBehindALinkStays() throws IOException {
        squash(
                TMP,
                config -> config.put("WorkingDir", "/srv/run"),
                files().dir("srv/").symlink("srv/run", "../tmp/w").symlink("tmp/w", "d"));
        assertEquals(List.of("srv/", "srv/run -> ../tmp/w", "tmp/", "tmp/d/", "tmp/d/real=R", "tmp/w -> d"), tree);
    }

    @Test
    void patternTakesTheProgramAndAWarningSaysSo() throws IOException {
        squash(
                Filter.of(IgnoreList.of("--exclude", List.of("tmp"))),
                config -> config.put("WorkingDir", "/tmp/d")
                        .putArray("Entrypoint")
                        .add("/tmp/app"),
                files());
        assertEquals(List.of(), tree);
        assertEquals(List.of(new Warning(Warning.Kind.START_DROPPED, 0, "/tmp/d (WorkingDir)")), warnings());
        assertEquals(2, report.warnings().getFirst().count());
    }

    @Test
    void programThatIsNotKeptAloneIsWarnedOf() throws IOException {
        ImagePath conf = ImagePath.clean("tmp/conf".getBytes(StandardCharsets.UTF_8));
        squash(
                new Filter(List.of(conf), Rules.NONE, IgnoreList.EMPTY),
                config -> config.putArray("Entrypoint").add("/tmp/app"),
                files());
        assertEquals(List.of("tmp/", "tmp/conf=C"), tree);
        assertEquals(List.of(new Warning(Warning.Kind.START_DROPPED, 0, "/tmp/app (Entrypoint)")), warnings());
    }

    @Test
    void valuesOfOtherKindsNameFilesToo() throws IOException {
        squash(TMP, config -> config.put("Entrypoint", "/tmp/app").put("Cmd", 1).put("WorkingDir", ""), files());
        assertEquals(List.of("tmp/", "tmp/app=A"), tree);
    }

    /** Each line is a config; the files that it keeps of {@link #files} follow. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"Env":["JAVA_TOOL_OPTIONS=-javaagent:/tmp/app=conf"]}              | tmp/app=A
        {"Env":["JAVA_TOOL_OPTIONS=-Xmx1g -Dx=/tmp/app -Dy='/tmp/conf'"]}   | tmp/app=A, tmp/conf=C
        {"Env":["JDK_JAVA_OPTIONS=@/tmp/conf"]}                             | tmp/conf=C
        {"Env":["CLASSPATH=/tmp/app:/tmp/conf"]}                            | tmp/app=A, tmp/conf=C
        {"Env":["CLASSPATH=/srv/x.jar:/tmp/d/*"]}                           | tmp/d/, tmp/d/real=R
        {"Env":["PERL5LIB=/tmp/d"]}                                         | tmp/d/, tmp/d/real=R
        {"Env":["LD_PRELOAD=/tmp/app /tmp/x"]}                              | tmp/app=A, tmp/x=X
        {"Env":["CONFIG=file:///tmp/conf"]}                                 | tmp/conf=C
        {"Env":["NODE_OPTIONS=--require=/tmp/app"]}                         | tmp/app=A
        {"Env":["A=/tmp","B=$A/conf","C=${D:-/tmp/x}"],"Cmd":["sh","-c","cat $B"]} | *
        {"Env":["DIR=/srv/../tmp/d/"]}                                      | tmp/d/, tmp/d/real=R
        {"Cmd":["java","-jar","--opt=/tmp/conf"]}                           | tmp/conf=C
        {"Cmd":["tool","-I/tmp/d"]}                                         | tmp/d/, tmp/d/real=R
        {"Cmd":["sh","-c","exec \\"/tmp/app\\" >/dev/null </tmp/conf"]}     | tmp/app=A, tmp/conf=C
        {"Cmd":["sh","-c","cat /tmp/[c]on?"]}                               | tmp/conf=C
        {"Cmd":["sh","-c","A=/tmp/app; $A"]}                                | tmp/app=A
        {"Cmd":["x"],"WorkingDir":"/tmp/d"}                                 | tmp/d/, tmp/d/real=R
        {"WorkingDir":"/srv","Cmd":["../tmp/app"]}                          | tmp/app=A
        {"Healthcheck":{"Test":["CMD-SHELL","/tmp/app; exit 1"]}}         | tmp/app=A
        {"OnBuild":["RUN /tmp/app --with /tmp/conf"]}                       | tmp/app=A, tmp/conf=C
        {"Volumes":{"/tmp/d":{}}}                                           | tmp/d/, tmp/d/real=R
        {"Volumes":{"/tmp":{}}}                                             | *
        {"Shell":["/tmp/app","-c"]}                                         | tmp/app=A
        {"Labels":{"org.example.plugin":"/tmp/app"}}                        | tmp/app=A
        {"Labels":{"meta":"[{\\"start\\":\\"/tmp/conf\\"}]"}}               | tmp/conf=C
        {"StartupProbe":{"Exec":["/tmp/app"]}}                              | tmp/app=A
        {"Env":["WORKDIR=/"],"Cmd":["find","/"]}                            | -
        {"Env":["HOME=/root","URL=https://example.org/tmp/app"]}            | -
        """)
    void settingNames(String config, String kept) throws IOException {
        squash(TMP, json -> json.setAll(parsed(config)), files());
        List<String> expected = new ArrayList<>(List.of("tmp/"));
        switch (kept) {
            case "*" ->
                expected.addAll(
                        List.of("tmp/d/", "tmp/d/real=R", "tmp/app=A", "tmp/conf=C", "tmp/link -> d/real", "tmp/x=X"));
            case "-" -> {}
            default -> expected.addAll(List.of(kept.split(", ")));
        }
        assertEquals(expected, tree);
        assertEquals(List.of(), warnings());
    }

    private static ObjectNode parsed(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#!/tmp/app\n",
                "#!/bin/sh\nexec /tmp/app \"$@\"\n",
                "#!/bin/sh\nNAME=app\nexec /tmp/${NAME}\n",
                "#!/bin/sh\n. /etc/second.sh\n",
                "exec second.sh\n",
                "cd \"$(dirname \"$0\")\"; exec ./second.sh\n",
                "exec \"$(cd \"$(dirname \"${BASH_SOURCE[0]}\")\" && pwd)/second.sh\"\n",
                "for f in /etc/parts/*.sh; do . $f; done\n",
                "run-parts /etc/parts\n",
                "export PLUGIN=\"/tmp/app\"\n",
                "import os; open('/tmp/app')\n",
            })
    void startScriptNames(String script) throws IOException {
        squash(
                TMP,
                config -> config.putArray("Entrypoint").add("/etc/start.sh"),
                files().dir("etc/")
                        .dir("etc/parts/")
                        .file("etc/parts/1.sh", "/tmp/app\n")
                        .file("etc/second.sh", "exec /tmp/app\n")
                        .file("etc/start.sh", script));
        List<String> left =
                tree.stream().filter(line -> line.startsWith("tmp/")).toList();
        assertEquals(List.of("tmp/", "tmp/app=A"), left);
    }

    @Test
    void binaryProgramsAndCommentsNameNothing() throws IOException {
        squash(
                TMP,
                config -> config.putArray("Entrypoint").add("/etc/start").add("/etc/script"),
                files().dir("etc/")
                        .file("etc/script", "#!/bin/sh\n# see /tmp/app\n")
                        .file("etc/start", "\177ELF\0 /tmp/app"));
        assertEquals(
                List.of("tmp/"),
                tree.stream().filter(line -> line.startsWith("tmp/")).toList());
    }

    @Test
    void programStaysWithWhatLiesBesideIt() throws IOException {
        squash(
                TMP,
                config -> config.putArray("Entrypoint").add("/tmp/jdk/bin/java"),
                layer().dir("tmp/")
                        .dir("tmp/jdk/")
                        .dir("tmp/jdk/bin/")
                        .file("tmp/jdk/bin/java", "J")
                        .dir("tmp/jdk/lib/")
                        .file("tmp/jdk/lib/modules", "M")
                        .file("tmp/jdk.tar", "T"));
        assertEquals(
                List.of(
                        "tmp/",
                        "tmp/jdk/",
                        "tmp/jdk/bin/",
                        "tmp/jdk/bin/java=J",
                        "tmp/jdk/lib/",
                        "tmp/jdk/lib/modules=M"),
                tree);
    }

    @Test
    void placesOfRulesBelowANamedDirectoryAreStillTaken() throws IOException {
        squash(
                TMP,
                config -> config.put("WorkingDir", "/root")
                        .putArray("Env")
                        .add("HOME=/root")
                        .add("DIR=/var"),
                layer().dir("root/")
                        .dir("root/.cache/")
                        .dir("root/.cache/pip/")
                        .file("root/.cache/pip/a", "A")
                        .dir("var/")
                        .dir("var/tmp/")
                        .file("var/tmp/b", "B"));
        assertEquals(List.of("root/", "root/.cache/", "var/", "var/tmp/"), tree);
    }

    @Test
    void patternIsObeyedAndTheWarningNamesTheSetting() throws IOException {
        squash(
                Filter.of(IgnoreList.of("--exclude", List.of("tmp/d/*", "tmp/conf"))),
                config -> {
                    config.putArray("Env").add("PERL5LIB=/tmp/d");
                    config.putObject("Healthcheck").putArray("Test").add("CMD").add("/tmp/conf");
                },
                files());
        assertEquals(List.of("tmp/", "tmp/d/", "tmp/app=A", "tmp/link -> d/real", "tmp/x=X"), tree);
        assertTrue(
                warnings().contains(new Warning(Warning.Kind.START_DROPPED, 0, "/tmp/d (Env PERL5LIB)")),
                () -> warnings().toString());
        assertEquals(2, report.warnings().getLast().count());
    }
}
