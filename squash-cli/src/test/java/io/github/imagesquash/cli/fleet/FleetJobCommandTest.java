// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.cli.CliRun;
import io.github.imagesquash.fleet.FleetPlan;
import io.github.imagesquash.fleet.PlanFile;
import io.github.imagesquash.fleet.PlannedBlob;
import io.github.imagesquash.fleet.PlannedGroup;
import io.github.imagesquash.fleet.PlannedImage;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.Reference;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code squash fleet job} prints for each engine. */
class FleetJobCommandTest {
    private static final long GIBIBYTE = 1 << 30;

    @TempDir
    Path directory;

    private String plan() throws IOException {
        Digest digest = Digest.sha256Of(new byte[1]);
        PlannedImage image = new PlannedImage(
                "web",
                Reference.parse("reg.example/app:1"),
                digest,
                digest,
                Reference.parse("reg.example/small:1"),
                Optional.empty(),
                false,
                List.of(new PlannedBlob(digest, GIBIBYTE)));
        Path file = directory.resolve("the plan.jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            PlanFile.write(new FleetPlan(List.of(new PlannedGroup("web", List.of())), List.of(image), List.of()), out);
        }
        return file.toString();
    }

    private String job(String engine, String... more) throws IOException {
        String[] arguments = new String[more.length + 5];
        List.of("fleet", "job", plan(), "--for", engine).toArray(arguments);
        System.arraycopy(more, 0, arguments, 5, more.length);
        CliRun run = Cli.PLAIN.run(arguments);
        assertEquals(0, run.exitCode(), run.err());
        return run.out();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes", "slurm", "swarm", "gitlab"})
    void everyPlaceIsFilledAndThePlanIsQuoted(String engine) throws IOException {
        String job = job(engine, "--shards", "7");
        assertFalse(
                Pattern.compile("\\{\\{[a-zA-Z]+}}")
                        .matcher(job.replace("{{else}}", "").replace("{{end}}", ""))
                        .find(),
                job);
        assertTrue(job.contains("'" + directory + "/the plan.jsonl'"), job);
        assertTrue(job.contains("auto") && job.contains("7"), job);
    }

    @Test
    void resourcesAreThoseOfThePlan() throws IOException {
        String job = job("kubernetes", "--workers", "1");
        // 256 MiB and a 32nd of the image; four times the image.
        assertTrue(job.contains("memory: 289Mi"), job);
        assertTrue(job.contains("ephemeral-storage: 4097Mi"), job);
        assertTrue(job.contains("completions: 1\n"), job);
    }

    @Test
    void planThatAConfigMapCannotHoldIsReadFromAVolume() throws IOException {
        assertTrue(job("kubernetes").contains("\n          configMap:\n            name: squash-plan\n"));
        CliRun run = large("kubernetes");
        assertTrue(
                run.err()
                        .matches("note: the plan has 1,[0-9,]+ bytes, and a config map holds at most 1,048,576;"
                                + " the job reads plan.jsonl from the persistent volume claim squash-plan, so copy it"
                                + " there first\\R"),
                run.err());
        assertTrue(run.out().contains("""
                        - name: plan
                          persistentVolumeClaim:
                            claimName: squash-plan
                            readOnly: true
                """), run.out());
        assertFalse(run.out().contains("configMap"), run.out());
    }

    @Test
    void planThatAConfigOfSwarmCannotHoldIsReadFromTheNodes() throws IOException {
        assertTrue(job("swarm").contains("docker config create squash-plan '"));
        CliRun run = large("swarm");
        String path = directory + "/the plan.jsonl";
        assertTrue(run.err().contains("the service reads " + path + " of each node"), run.err());
        assertTrue(
                run.out().contains("--mount 'type=bind,source=" + path + ",destination=/plan.jsonl,readonly'"),
                run.out());
        assertFalse(run.out().contains("docker config"), run.out());
    }

    /** A job for a plan that has one image with very many layers. */
    private CliRun large(String engine) throws IOException {
        String plan = plan();
        List<String> lines = Files.readAllLines(Path.of(plan));
        String layer = lines.get(1).replaceFirst(".*\"layers\":\\[(.*)]}", "$1");
        Files.writeString(
                Path.of(plan),
                lines.getFirst() + "\n" + lines.get(1).replace(layer, layer + ("," + layer).repeat(12_000)) + "\n");
        CliRun run = Cli.PLAIN.run("fleet", "job", plan, "--for", engine);
        assertEquals(0, run.exitCode(), run.err());
        return run;
    }

    @Test
    void gitLabHasNoMoreThan200Workers() throws IOException {
        assertTrue(job("gitlab", "--shards", "200").contains("parallel: 200\n"));
        assertEquals(
                "squash: --shards: \"201\" is not a whole number from 1 to 200",
                Cli.PLAIN
                        .run("fleet", "job", plan(), "--for", "gitlab", "--shards", "201")
                        .refusal(2));
    }

    @Test
    void engineIsOneOfFour() throws IOException {
        assertEquals(
                "squash: --for: \"kubernets\" is none of kubernetes, slurm, swarm, gitlab; did you mean kubernetes?",
                Cli.PLAIN.run("fleet", "job", plan(), "--for", "kubernets").refusal(2));
        assertTrue(Cli.PLAIN.run("fleet", "job", plan()).refusal(2).contains("--for"));
    }
}
