// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is offered for clusters and pipelines, run in containers of the image of squash as its YAML says. */
class DeployedImageIT extends SquashImageTests {
    /** Options of docker for what a container of Kubernetes may. */
    private List<String> options(Object pod, Object container) {
        assertEquals(true, Yaml.at(container, "readOnlyRootFilesystem"));
        assertEquals(false, Yaml.at(container, "allowPrivilegeEscalation"));
        assertEquals(List.of("ALL"), Yaml.at(container, "capabilities", "drop"));
        assertEquals(true, Yaml.at(pod, "runAsNonRoot"));
        return List.of(
                "--user=" + Yaml.at(pod, "runAsUser"),
                "--read-only",
                "--tmpfs=/tmp",
                "--security-opt=no-new-privileges",
                "--cap-drop=ALL",
                "-v",
                work + ":/work");
    }

    @Test
    void gitLabComponentSquashes() throws IOException {
        Object job = Yaml.at(Yaml.documents("templates/squash.yml").get(1), "$[[ inputs.job-name ]]");
        assertEquals(List.of(""), Yaml.at(job, "image", "entrypoint"));
        List<String> options =
                new ArrayList<>(List.of("-v", work + ":/builds/app", "-w", "/builds/app", "--entrypoint=sh"));
        Map.of(
                        "CI_PROJECT_DIR", "/builds/app",
                        "CI_REGISTRY", "registry.example",
                        "CI_REGISTRY_USER", "job",
                        "CI_REGISTRY_PASSWORD", "token",
                        "SQUASH_IMAGE", "old.tar",
                        "SQUASH_OUTPUT", "new.tar",
                        "SQUASH_OPTIONS", "--tag app:small --drop caches")
                .forEach((name, value) -> options.addAll(List.of("-e", name + "=" + value)));
        squash.run(options, "-eu", "-c", (String) Yaml.at(job, "script", 0)).output();
        assertTrue(Files.exists(work.resolve("new.tar")));
        assertTrue(Files.readString(work.resolve("squash.env")).startsWith("SQUASH_DIGEST=sha256:"));
        assertEquals(
                "{\"auths\":{\"registry.example\":{\"auth\":\"am9iOnRva2Vu\"}}}",
                Files.readString(work.resolve(".squash-docker/config.json")));
    }

    @Test
    void tektonTaskSquashes() throws IOException {
        Object step = Yaml.at(Yaml.documents("deploy/tekton/squash.yaml").getFirst(), "spec", "steps", 0);
        Object security = Yaml.at(step, "securityContext");
        List<String> options = new ArrayList<>(options(security, security));
        options.addAll(List.of("-w", "/work", "--entrypoint", (String) Yaml.at(step, "command", 0)));
        String[] arguments = ((List<?>) Yaml.at(step, "args"))
                .stream()
                        .map(String.class::cast)
                        .flatMap(argument -> argument.equals("$(params.options[*])")
                                ? Stream.of("--drop=caches", "--timestamp=0")
                                : Stream.of(argument))
                        .map(argument -> argument.replace("$(params.image)", "old.tar")
                                .replace("$(params.output)", "oci:layout:1")
                                .replace("$(results.IMAGE_DIGEST.path)", "digest"))
                        .toArray(String[]::new);
        squash.run(options, arguments).output();
        assertTrue(Files.readString(work.resolve("digest")).startsWith("sha256:"));
        assertTrue(Files.exists(work.resolve("layout/index.json")));
    }

    @Test
    void kubernetesJobSquashesAnImageOfARegistry() throws IOException {
        try (RegistryServer registry = RegistryServer.open(Files.createDirectory(directory.resolve("registry")))) {
            registry.take("docker-archive:" + Release.DEMO, "app:1");
            Object pod =
                    Yaml.at(Yaml.documents("deploy/kubernetes/squash-job.yaml").getFirst(), "spec", "template", "spec");
            Object container = Yaml.at(pod, "containers", 0);
            List<String> options =
                    new ArrayList<>(options(Yaml.at(pod, "securityContext"), Yaml.at(container, "securityContext")));
            Path login = Files.writeString(directory.resolve("config.json"), "{\"auths\":{}}");
            options.addAll(List.of("--network=host", "-v", login + ":/docker/config.json:ro"));
            options.addAll(
                    List.of("-e", Yaml.at(container, "env", 0, "name") + "=" + Yaml.at(container, "env", 0, "value")));
            String[] arguments = ((List<?>) Yaml.at(container, "args"))
                    .stream()
                            .map(argument -> ((String) argument).replace("registry.example/", registry.name("")))
                            .toArray(String[]::new);
            squash.run(options, arguments).output();
            assertTrue(registry.manifest("app:small").isPresent());
        }
    }
}
