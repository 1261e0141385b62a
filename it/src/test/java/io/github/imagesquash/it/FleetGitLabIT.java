// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The job for GitLab has only keywords of GitLab, and its script does what it is for in each of the parallel jobs. */
class FleetGitLabIT extends SquashImageTests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int IMAGES = 6;
    private static final int SHARDS = 3;

    /** Reasons for which GitLab can retry a job, of those in its reference of .gitlab-ci.yml. */
    private static final Set<String> REASONS =
            Set.of("always", "unknown_failure", "script_failure", "runner_system_failure", "stuck_or_timeout_failure");

    /** The keywords of a job, with the types and limits in GitLab's reference of .gitlab-ci.yml. */
    record GitLabJob(
            Image image,
            int parallel,
            @JsonProperty("before_script") List<String> beforeScript,
            List<String> script,
            Retry retry,
            @JsonProperty("allow_failure") AllowFailure allowFailure,
            Artifacts artifacts) {
        record Image(String name, List<String> entrypoint) {}

        record Retry(
                int max,
                List<String> when,
                @JsonProperty("exit_codes") List<Integer> exitCodes) {
            Retry {
                assertTrue(max >= 0 && max <= 2, "max");
                assertTrue(REASONS.containsAll(when), when.toString());
            }
        }

        record AllowFailure(@JsonProperty("exit_codes") List<Integer> exitCodes) {}

        record Artifacts(String when, List<String> paths) {
            Artifacts {
                assertTrue(Set.of("on_success", "on_failure", "always").contains(when), when);
            }
        }

        GitLabJob {
            assertTrue(parallel >= 1 && parallel <= 200, "parallel");
        }
    }

    @Test
    void parallelJobsSquashThePlan() throws IOException {
        try (RegistryServer registry = RegistryServer.open(Files.createDirectory(directory.resolve("registry")))) {
            FleetImages images = FleetImages.in(directory, registry, IMAGES);
            Path plan = images.plan("app", "{repository}-small:{tag}");
            GitLabJob job = job(plan);
            for (int index = 1; index <= SHARDS; index++) {
                run(job, plan, index).output();
                assertTrue(Files.size(work.resolve("results-" + index + ".jsonl")) > 0);
            }
            assertEquals(
                    "{\"auths\":{\"registry.example\":{\"auth\":\"am9iOnRva2Vu\"}}}",
                    Files.readString(work.resolve(".squash-docker/config.json")));
            images.assertAllDone("app-small");
            images.assertNothingIsLeft(plan);
        }
    }

    private static GitLabJob job(Path plan) throws IOException {
        byte[] printed = Launcher.squash(
                        "fleet", "job", plan.toString(), "--for", "gitlab", "--shards", String.valueOf(SHARDS))
                .output();
        Object job = Yaml.at(
                Yaml.documentsOf(new String(printed, StandardCharsets.UTF_8)).getFirst(), "squash-fleet");
        ObjectNode document = JSON.valueToTree(job);
        GitLabJob read = JSON.treeToValue(document, GitLabJob.class);
        assertEquals(SHARDS, read.parallel());
        assertThrows(
                JsonMappingException.class,
                () -> JSON.treeToValue(document.deepCopy().put("paralel", 3), GitLabJob.class));
        return read;
    }

    /** One of the parallel jobs, as GitLab's runner starts it. */
    private Program run(GitLabJob job, Path plan, int index) {
        List<String> options = new ArrayList<>(List.of(
                "--network=host",
                "--volume=" + work + ":/builds/app",
                "--volume=" + plan + ":" + plan + ":ro",
                "--workdir=/builds/app",
                "--entrypoint=sh",
                "--env=CI_PROJECT_DIR=/builds/app",
                "--env=CI_REGISTRY=registry.example",
                "--env=CI_REGISTRY_USER=job",
                "--env=CI_REGISTRY_PASSWORD=token",
                "--env=CI_NODE_INDEX=" + index,
                "--env=CI_NODE_TOTAL=" + SHARDS));
        assertEquals(List.of(""), job.image().entrypoint());
        List<String> lines = new ArrayList<>(job.beforeScript());
        lines.addAll(job.script());
        return squash.run(options, "-eu", "-c", String.join("\n", lines));
    }
}
