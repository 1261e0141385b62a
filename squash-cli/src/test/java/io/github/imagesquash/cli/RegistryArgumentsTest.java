// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.imagesquash.oci.ManifestFormat;
import io.github.imagesquash.registry.AllowedHost;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.RegistryAccess;
import io.github.imagesquash.registry.RegistryException;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images in registries as arguments, and what is said of them. */
class RegistryArgumentsTest {
    private static final String OLD = "docker://reg.example/app:1";
    private static final String NEW = "docker://reg.example/app:small";

    @TempDir
    Path directory;

    private static Source.Registry source(String... args) {
        return assertInstanceOf(
                Source.Registry.class, Cli.PLAIN.run(args).request().source());
    }

    private static List<String> destinations(String... args) {
        Destination.Registry destination = assertInstanceOf(
                Destination.Registry.class, Cli.PLAIN.run(args).request().destination());
        return destination.addresses().stream().map(ImageAddress::toString).toList();
    }

    @Test
    void imageInARegistryIsRead() {
        assertEquals(OLD, source(OLD, "-o", "new.tar").address().toString());
    }

    @Test
    void resultIsPushedToTheOutputAndUnderEveryTag() {
        assertEquals(
                List.of(NEW, "docker://reg.example/team/app:2", "docker://docker.io/me/app:latest"),
                destinations(
                        "old.tar",
                        "-o",
                        NEW,
                        "-t",
                        "reg.example/team/app:2",
                        "-t",
                        "docker.io/me/app",
                        "-t",
                        "reg.example/app:small"));
    }

    private static ManifestFormat format(String... args) {
        return assertInstanceOf(
                        Destination.Registry.class,
                        Cli.PLAIN.run(args).request().destination())
                .format();
    }

    @Test
    void mediaTypesAreThoseThatTheRegistryTakesUnlessSaid() {
        assertEquals(ManifestFormat.AS_ACCEPTED, format("old.tar", "-o", NEW));
        assertEquals(ManifestFormat.OCI, format("old.tar", "-o", NEW, "--format", "oci"));
        assertEquals(ManifestFormat.DOCKER, format("old.tar", "-o", NEW, "--format", "docker"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--format v2s2 | squash: --format: \"v2s2\" is none of oci, docker",
                "--format docker -c zstd | squash: --format docker has no name for zstd layers; use -c gzip"
            })
    void mediaTypesThatMakeNoSenseAreRefused(String options, String message) {
        assertEquals(
                message,
                Cli.PLAIN.run(("old.tar -o " + NEW + " " + options).split(" ")).refusal(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"new.tar", "oci:new", "dir:new", "docker-archive:new.tar", "docker-daemon:app:1"})
    void formatOfDockerIsForRegistries(String output) {
        assertTrue(Cli.PLAIN
                .run("old.tar", "-o", output, "--format", "docker")
                .refusal(2)
                .startsWith("squash: --format docker requires a docker:// output"));
    }

    @Test
    void shortTagBesideAnotherRegistryIsTakenForAMistake() {
        assertEquals(
                "squash: --tag: app:2 would be pushed to Docker Hub: write reg.example/app:2, or docker.io/app:2 if"
                        + " that is meant",
                Cli.PLAIN.run("old.tar", "-o", NEW, "-t", "app:2").refusal(2));
        assertEquals(
                List.of("docker://docker.io/me/app:1", "docker://docker.io/me/app:2"),
                destinations("old.tar", "-o", "docker://me/app:1", "-t", "me/app:2"));
    }

    @Test
    void resultCannotBePushedToADigest() {
        String output = "docker://reg.example/app@sha256:" + "0".repeat(64);
        assertEquals(
                "squash: --output: " + output + " has a digest; expected a tag",
                Cli.PLAIN.run("old.tar", "-o", output).refusal(2));
    }

    @Test
    void whatIsNoNameIsWrongUsage() {
        String line = Cli.PLAIN.run("docker://No/Name", "-o", "new.tar").refusal(2);
        assertTrue(line.startsWith("squash: IMAGE: invalid "), line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:99999/a", "localhost:0/a", "localhost:65536/a", "999.1.1.1/a"})
    void registryThatCannotBeIsWrongUsage(String name) {
        String registry = name.replace("/a", "");
        for (CliRun run : List.of(
                Cli.PLAIN.run("docker://" + name, "-o", "new.tar"),
                Cli.PLAIN.run("old.tar", "-o", "docker://" + name),
                Cli.PLAIN.run("old.tar", "-o", NEW, "-t", name),
                Cli.PLAIN.run("old.tar", "-o", "new.tar", "--keep-base", "docker://" + name))) {
            String line = run.refusal(2);
            assertTrue(line.contains(": the registry \"" + registry + "\" cannot be used: "), line);
        }
    }

    @Test
    void proxyThatCannotBeIsWrongUsage() {
        assertEquals(
                "squash: HTTPS_PROXY: \"http://…@one:99999\": a port is between 1 and 65535",
                Cli.PLAIN
                        .withVariable("HTTPS_PROXY", "http://me:secret@one:99999")
                        .run(OLD, "-o", "new.tar")
                        .refusal(2));
    }

    @Test
    void optionsSayHowRegistriesAreReached() throws IOException {
        String login = Files.createFile(directory.resolve("auth.json")).toString();
        String authority = Files.createFile(directory.resolve("ca.pem")).toString();
        var access = source(OLD, "-o", "new.tar", "--insecure", "--authfile", login, "--ca-file", authority)
                .access();
        assertTrue(access.insecure());
        assertEquals(List.of(Path.of(authority)), access.certificates());
        assertEquals(Path.of(login), access.credentials().files().getFirst());
    }

    @Test
    void fileOfAuthoritiesThatIsNotThereIsWrongUsageWhereverItIsNamed() {
        assertEquals(
                "squash: SSL_CERT_FILE: there is no file none.pem",
                Cli.PLAIN
                        .withVariable("SSL_CERT_FILE", "none.pem")
                        .run(OLD, "-o", "new.tar")
                        .refusal(2));
        assertEquals(
                "squash: --ca-file: there is no file none.pem",
                Cli.PLAIN.run(OLD, "-o", "new.tar", "--ca-file", "none.pem").refusal(2));
    }

    @Test
    void hostsThatRegistriesMayLeadToAreNamed() {
        assertEquals(
                List.of(AllowedHost.parse("inner.example"), AllowedHost.parse("10.0.0.1:9000")),
                source(OLD, "-o", "new.tar", "--allow-host", "inner.example", "--allow-host", "10.0.0.1:9000")
                        .access()
                        .allowed());
    }

    @ParameterizedTest
    @CsvSource({
        "https://inner.example, is neither HOST nor HOST:PORT",
        "inner.example/x, is neither HOST nor HOST:PORT",
        "me@inner.example, is neither HOST nor HOST:PORT",
        "inner.example:, is neither HOST nor HOST:PORT",
        "*.example, is not a server: it has no valid host name",
        "10.0.0.0/8, is neither HOST nor HOST:PORT",
        "inner.example:0, is not a server: a port is between 1 and 65535",
        "inner.example:65536, is not a server: a port is between 1 and 65535",
        "[10.0.0.1, is neither HOST nor HOST:PORT",
        "[fd00], is not a server: it has no valid host name",
    })
    void hostThatIsNoneIsWrongUsage(String host, String problem) {
        assertEquals(
                "squash: --allow-host: \"" + host + "\" " + problem,
                Cli.PLAIN.run(OLD, "-o", "new.tar", "--allow-host", host).refusal(2));
    }

    @Test
    void credentialHelperThatSourceAndDestinationNeedIsWarnedOfOnce() {
        CliRun run = Cli.PLAIN
                .withSquasher((request, _) -> {
                    var from = assertInstanceOf(Source.Registry.class, request.source());
                    var to = assertInstanceOf(Destination.Registry.class, request.destination());
                    for (RegistryAccess access : List.of(from.access(), to.access())) {
                        access.credentials().warnings().accept("config.json: no helper");
                    }
                    to.access().credentials().warnings().accept("auth.json: other problem");
                    return SampleReports.NODE;
                })
                .run(OLD, "-o", NEW);
        assertEquals(
                List.of("warning: config.json: no helper", "warning: auth.json: other problem"),
                run.err().lines().filter(line -> line.startsWith("warning: ")).toList());
    }

    @Test
    void credentialsAreThoseOfTheEnvironment() {
        Source source = Cli.PLAIN
                .withVariable("DOCKER_CONFIG", "/d")
                .run(OLD, "-o", "new.tar")
                .request()
                .source();
        assertEquals(
                Path.of("/d/config.json"),
                assertInstanceOf(Source.Registry.class, source)
                        .access()
                        .credentials()
                        .files()
                        .getFirst());
    }

    @Test
    void fileThatIsNotThereIsWrongUsage() {
        assertEquals(
                "squash: --ca-file: there is no file nowhere.pem",
                Cli.PLAIN.run(OLD, "-o", "new.tar", "--ca-file", "nowhere.pem").refusal(2));
    }

    @ParameterizedTest
    @CsvSource({"--ca-file", "--authfile"})
    void whatIsNoFileIsWrongUsageThatSaysWhatItIs(String option, @TempDir Path directory) {
        assertEquals(
                "squash: " + option + ": " + directory + ": is a directory; expected a file",
                Cli.PLAIN
                        .run(OLD, "-o", "new.tar", option, directory.toString())
                        .refusal(2));
        assertEquals(
                "squash: " + option + ": /dev/null: is a device; expected a file",
                Cli.PLAIN.run(OLD, "-o", "new.tar", option, "/dev/null").refusal(2));
    }

    @Test
    void summaryAndReportNameWhatWasPushedByDigest() throws IOException {
        List<String> pushed = SampleReports.NODE.tags().stream()
                .map(tag -> tag + "@" + SampleReports.NODE.descriptor().digest())
                .toList();
        String summary = Cli.PLAIN.run("old.tar", "-o", NEW).out();
        pushed.forEach(name -> assertTrue(summary.contains("\npushed to " + name + "\n"), summary));
        var json = new JsonMapper()
                .readTree(Cli.PLAIN.run("old.tar", "-o", NEW, "--json").out());
        assertEquals(new JsonMapper().valueToTree(pushed), json.get("pushed"));
        assertEquals(NEW, json.get("output").asText());
    }

    @Test
    void fullDiskOfARegistryIsNotTakenForThisMachines() {
        CliRun run = Cli.PLAIN
                .withSquasher((_, _) -> {
                    throw new RegistryException(NEW, "reg.example answered 507: No space left on device");
                })
                .run("old.tar", "-o", NEW);
        assertEquals(1, run.exitCode());
        assertEquals("squash: " + NEW + ": reg.example answered 507: No space left on device\n", run.err());
    }
}
