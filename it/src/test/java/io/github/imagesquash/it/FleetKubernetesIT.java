// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The job for Kubernetes has only fields of Kubernetes, and its pods do what they are for, one for each index. */
class FleetKubernetesIT extends SquashImageTests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int IMAGES = 6;
    private static final int SHARDS = 3;

    /** The minor version of Kubernetes that knows all fields of the job. */
    private static final int INDEXED_BACKOFF = 29;

    private static Object job(Path plan) throws IOException {
        byte[] printed = Launcher.squash(
                        "fleet", "job", plan.toString(), "--for", "kubernetes", "--shards", String.valueOf(SHARDS))
                .output();
        return Yaml.documentsOf(new String(printed, StandardCharsets.UTF_8)).getFirst();
    }

    @Test
    void podsOfAllIndexesSquashThePlan() throws IOException {
        try (RegistryServer registry = RegistryServer.open(Files.createDirectory(directory.resolve("registry")))) {
            FleetImages images = FleetImages.in(directory, registry, IMAGES);
            Path plan = images.plan("app", "{repository}-small:{tag}");
            Object job = job(plan);
            requireFields(job);
            Path login = Files.writeString(directory.resolve("config.json"), "{\"auths\":{}}");
            for (int index = 0; index < SHARDS; index++) {
                pod(Yaml.at(job, "spec", "template", "spec"), index, plan, login)
                        .output();
            }
            images.assertAllDone("app-small");
            images.assertNothingIsLeft(plan);
        }
    }

    private static void requireFields(Object job) throws IOException {
        ObjectNode document = JSON.valueToTree(job);
        Job read = PublishedSchemasIT.STRICT.treeToValue(document, Job.class);
        assertEquals(document, JSON.readTree(JSON.writeValueAsString(read)));
        assertEquals(SHARDS, document.at("/spec/completions").asInt());
        ((ObjectNode) document.at("/spec")).put("backofLimitPerIndex", 1);
        assertThrows(IOException.class, () -> PublishedSchemasIT.STRICT.treeToValue(document, Job.class));
    }

    /** kubectl's own types have the same fields; it drops what they do not have. */
    @Test
    void kubectlReadsAllFields() throws IOException {
        Needs.program("kubectl", "kubernetes-client");
        try (TagServer registry = TagServer.of(100)) {
            Path policy = Files.writeString(directory.resolve("policy.yaml"), """
                    groups: [{name: all, repositories: %s, target: "{repository}-small:{tag}"}]
                    """.formatted(registry.name("0")));
            Path plan = directory.resolve("plan.jsonl");
            Launcher.squash("fleet", "plan", "-q", policy.toString(), "-o", plan.toString())
                    .output();
            ObjectNode document = JSON.valueToTree(job(plan));
            Path file = Files.write(directory.resolve("job.json"), JSON.writeValueAsBytes(document));
            // It prints nothing if nothing changes.
            JsonNode read = JSON.readTree(Program.of(
                            List.of("kubectl", "set", "image", "--local", "-o", "json", "-f", file.toString()),
                            "squash=other:1")
                    .output());
            ((ObjectNode) document.at("/spec/template/spec/containers/0")).put("image", "other:1");
            if (minorOfKubectl() >= INDEXED_BACKOFF) {
                assertEquals(document, withoutDefaults(read));
            }
        }
    }

    private static int minorOfKubectl() throws IOException {
        JsonNode version = JSON.readTree(
                Program.of("kubectl", "version", "--client", "-o", "json").output());
        return Integer.parseInt(version.at("/clientVersion/minor").asText().replaceAll("[^0-9]", ""));
    }

    /** What kubectl adds when it writes a Job. */
    private static JsonNode withoutDefaults(JsonNode job) {
        ((ObjectNode) job).remove("status");
        ((ObjectNode) job.at("/metadata")).remove("creationTimestamp");
        ((ObjectNode) job.at("/spec/template")).remove("metadata");
        return job;
    }

    /** The container of a pod, with what Kubernetes gives it. */
    private Program pod(Object pod, int index, Path plan, Path login) {
        Object container = Yaml.at(pod, "containers", 0);
        assertEquals(true, Yaml.at(container, "securityContext", "readOnlyRootFilesystem"));
        List<String> options = new ArrayList<>(List.of(
                "--network=host",
                "--user=" + Yaml.at(pod, "securityContext", "runAsUser"),
                "--read-only",
                "--tmpfs=/tmp",
                "--security-opt=no-new-privileges",
                "--cap-drop=ALL",
                "--env=JOB_COMPLETION_INDEX=" + index,
                "--volume=" + plan + ":/plan/plan.jsonl:ro",
                "--volume=" + login + ":/docker/config.json:ro"));
        for (Object variable : (List<?>) Yaml.at(container, "env")) {
            Map<?, ?> pair = (Map<?, ?>) variable;
            options.add("--env=" + pair.get("name") + "=" + pair.get("value"));
        }
        String[] arguments = ((List<?>) Yaml.at(container, "args"))
                .stream().map(String.class::cast).toArray(String[]::new);
        return squash.run(options, arguments);
    }
}
