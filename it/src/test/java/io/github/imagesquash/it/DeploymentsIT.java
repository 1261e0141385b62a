// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ArchiveDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is offered for pipelines names what it declares, and its scripts do what they say. */
class DeploymentsIT {
    private static final Path TOP = Yaml.TOP;

    @TempDir
    Path directory;

    private Path bin;

    @BeforeEach
    void workspace() throws IOException {
        bin = Files.createDirectory(directory.resolve("bin"));
        Path launcher = Files.writeString(bin.resolve("squash"), "#!/bin/sh\nexec '" + Launcher.PATH + "' \"$@\"\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.write(
                directory.resolve("old.tar"),
                ArchiveDialect.DOCKER_25
                        .members(image("app:1")
                                .layer(layer().file("f", "x".repeat(50_000)))
                                .layer(layer().file("f", "y")))
                        .toBytes());
    }

    private static Set<String> names(Object map) {
        Set<String> names = new TreeSet<>();
        ((Map<?, ?>) map).keySet().forEach(key -> names.add((String) key));
        return names;
    }

    private static Set<String> used(String text, String pattern) {
        Set<String> names = new TreeSet<>();
        Pattern.compile(pattern).matcher(text).results().forEach(match -> names.add(match.group(1)));
        return names;
    }

    private Program sh(String... command) {
        return Program.of(List.of(), command)
                .in(directory)
                .environment("PATH", bin + ":" + System.getenv("PATH"))
                .environment("HOME", directory.toString());
    }

    private Program action(String image, String options) {
        return sh(TOP.resolve("deploy/github/run").toString())
                .environment("IMAGE", image)
                .environment("OUTPUT", "new.tar")
                .environment("TAGS", "app:small\napp:latest\n")
                .environment("OPTIONS", options)
                .environment("RUNNER_TEMP", directory.toString())
                .environment("GITHUB_OUTPUT", directory.resolve("outputs").toString())
                .environment("GITHUB_STEP_SUMMARY", directory.resolve("summary").toString());
    }

    @Test
    void actionUsesTheInputsThatItDeclaresAndNoOthers() throws IOException {
        Object action = Yaml.documents("action.yml").getFirst();
        String text = Files.readString(TOP.resolve("action.yml"));
        assertEquals(names(Yaml.at(action, "inputs")), used(text, "inputs\\.([a-z0-9-]+)"));
        for (String script : used(text, "/(deploy/github/[a-z]+)")) {
            assertTrue(Files.isExecutable(TOP.resolve(script)), script);
        }
        assertEquals(
                names(Yaml.at(action, "outputs")),
                used(Files.readString(TOP.resolve("deploy/github/run")), "printf '([a-z-]+)=%s"));
    }

    /** With the sum that the release states, and with one that the pipeline states. */
    @Test
    void actionInstallsTheBundleOfTheSumThatIsGiven() throws IOException {
        Path bundle = Release.archive();
        String right = Program.of("sha256sum", bundle.toString()).run().text().substring(0, 64);
        String wrong = "0".repeat(64);
        Path prefix = directory.resolve("tools");
        for (String sum : List.of(wrong, "", right)) {
            Program.Outcome outcome = sh(TOP.resolve("deploy/github/install").toString(), prefix.toString())
                    .environment("VERSION", "0.1.0")
                    .environment("SHA256", sum)
                    .environment("RELEASE", Release.DIRECTORY.toString())
                    .environment("DOCKER_CONFIG", directory.resolve("docker").toString())
                    .run();
            boolean installs = !sum.equals(wrong);
            assertEquals(installs, outcome.exitCode() == 0, outcome.errors());
            assertEquals(installs, Files.exists(prefix.resolve("bin/squash")), outcome.errors());
            if (installs) {
                assertEquals(prefix + "/bin\n", outcome.text());
            }
        }
    }

    @Test
    void actionSetsOutputsAndWritesASummary() throws IOException {
        Needs.program("jq", "jq");
        Program.Outcome outcome =
                action("old.tar", "--drop=caches\n--timestamp=0\n").run();
        assertEquals(0, outcome.exitCode(), outcome.errors());
        String outputs = Files.readString(directory.resolve("outputs"));
        assertTrue(
                outputs.matches("digest=sha256:[0-9a-f]{64}\nbytes-before=[1-9][0-9]+\nbytes-after=[1-9][0-9]+\n"),
                outputs);
        String summary = Files.readString(directory.resolve("summary"));
        assertTrue(summary.contains("| | layers | 2 | 1 | |\n"), summary);
        assertTrue(summary.contains("Written to `new.tar`."), summary);
    }

    @Test
    void actionEndsAsSquashDoesAndSaysWhy() throws IOException {
        Needs.program("jq", "jq");
        Program.Outcome gate = action("old.tar", "--fail-if=wasted>1kB").run();
        assertEquals(3, gate.exitCode(), gate.errors());
        Program.Outcome missing = action("none.tar", "").run();
        assertEquals(1, missing.exitCode(), missing.errors());
        assertFalse(Files.exists(directory.resolve("new.tar")));
        String summary = Files.readString(directory.resolve("summary"));
        assertTrue(summary.contains("`none.tar` failed"), summary);
        assertTrue(summary.contains("wasted>1kB"), summary);
    }

    @Test
    void gitLabComponentUsesTheInputsThatItDeclaresAndSquashes() throws IOException {
        List<Object> component = Yaml.documents("templates/squash.yml");
        String text = Files.readString(TOP.resolve("templates/squash.yml"));
        assertEquals(
                names(Yaml.at(component.getFirst(), "spec", "inputs")), used(text, "\\$\\[\\[ inputs\\.([a-z-]+) ]]"));
        Object job = Yaml.at(component.get(1), "$[[ inputs.job-name ]]");
        Program.Outcome outcome = sh("sh", "-eu", "-c", (String) Yaml.at(job, "script", 0))
                .environment("CI_PROJECT_DIR", directory.toString())
                .environment("CI_REGISTRY", "registry.example")
                .environment("CI_REGISTRY_USER", "job")
                .environment("CI_REGISTRY_PASSWORD", "token")
                .environment("SQUASH_IMAGE", "old.tar")
                .environment("SQUASH_OUTPUT", "new.tar")
                .environment("SQUASH_OPTIONS", "--tag app:small --drop caches")
                .run();
        assertEquals(0, outcome.exitCode(), outcome.errors());
        assertTrue(Files.readString(directory.resolve("squash.env")).startsWith("SQUASH_DIGEST=sha256:"));
        assertTrue(Files.readString(directory.resolve("squash.json")).contains("\"schemaVersion\""));
        assertEquals(
                "{\"auths\":{\"registry.example\":{\"auth\":\"am9iOnRva2Vu\"}}}",
                Files.readString(directory.resolve(".squash-docker/config.json")));
    }

    @Test
    void tektonTaskUsesWhatItDeclaresAndSquashes() throws IOException {
        Object spec = Yaml.at(Yaml.documents("deploy/tekton/squash.yaml").getFirst(), "spec");
        String text = Files.readString(TOP.resolve("deploy/tekton/squash.yaml"));
        assertEquals(declared(Yaml.at(spec, "params")), used(text, "\\$\\(params\\.([a-z-]+)"));
        assertEquals(declared(Yaml.at(spec, "workspaces")), used(text, "\\$\\(workspaces\\.([a-z-]+)"));
        assertEquals(declared(Yaml.at(spec, "results")), used(text, "\\$\\(results\\.([A-Z_]+)"));
        List<String> command = new ArrayList<>(List.of("env"));
        ((List<?>) Yaml.at(spec, "steps", 0, "command")).forEach(word -> command.add((String) word));
        for (Object argument : (List<?>) Yaml.at(spec, "steps", 0, "args")) {
            switch ((String) argument) {
                case "$(params.options[*])" -> command.addAll(List.of("--drop=caches", "--timestamp=0"));
                case String other ->
                    command.add(other.replace("$(params.image)", "old.tar")
                            .replace("$(params.output)", "oci:layout:1")
                            .replace("$(results.IMAGE_DIGEST.path)", "digest"));
            }
        }
        Program.Outcome outcome = sh(command.toArray(String[]::new)).run();
        assertEquals(0, outcome.exitCode(), outcome.errors());
        assertTrue(Files.readString(directory.resolve("digest")).startsWith("sha256:"));
    }

    private static Set<String> declared(Object list) {
        Set<String> names = new TreeSet<>();
        ((List<?>) list).forEach(one -> names.add((String) Yaml.at(one, "name")));
        return names;
    }

    @Test
    void kubernetesJobDoesNotTryAgainWhatStaysSo() throws IOException {
        Object spec =
                Yaml.at(Yaml.documents("deploy/kubernetes/squash-job.yaml").getFirst(), "spec");
        Object container = Yaml.at(spec, "template", "spec", "containers", 0);
        Object rule = Yaml.at(spec, "podFailurePolicy", "rules", 0, "onExitCodes");
        assertEquals(Yaml.at(container, "name"), Yaml.at(rule, "containerName"));
        assertEquals(List.of(2, 3, 4, 5), Yaml.at(rule, "values"));
        assertEquals("Never", Yaml.at(spec, "template", "spec", "restartPolicy"));
        Set<Object> volumes = new TreeSet<>();
        ((List<?>) Yaml.at(spec, "template", "spec", "volumes"))
                .forEach(volume -> volumes.add(Yaml.at(volume, "name")));
        Set<Object> mounts = new TreeSet<>();
        ((List<?>) Yaml.at(container, "volumeMounts")).forEach(mount -> mounts.add(Yaml.at(mount, "name")));
        assertEquals(volumes, mounts);
    }
}
