// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.advise.ComposeFile.Service;
import io.github.imagesquash.advise.Finding.Evidence;
import io.github.imagesquash.advise.Remedy.Edit;
import io.github.imagesquash.advise.Remedy.Kind;
import java.util.ArrayList;
import java.util.List;

/** Checks settings that make an image safer to run, not smaller. */
final class RuntimeConfiguration {
    private RuntimeConfiguration() {}

    static CheckResult answer(CheckContext subject) {
        List<Finding> findings = new ArrayList<>();
        ComposeFile compose = subject.inputs().compose();
        if (subject.runtime().isRoot()) {
            findings.add(root(subject));
        }
        if (!subject.runtime().healthCheck()) {
            findings.add(noHealthCheck(compose));
        }
        List<Evidence> unlimited = compose.services().stream()
                .filter(service -> !service.memoryLimit())
                .map(service -> shown(compose, service))
                .toList();
        if (!unlimited.isEmpty()) {
            findings.add(new Finding(
                    "services may take all memory of their host",
                    0,
                    unlimited,
                    List.of(Edit.of(
                            Kind.MEMORY_LIMIT,
                            "in " + compose.name() + ", for each of these services, as much as it needs",
                            "deploy: {resources: {limits: {memory: 512M}}}"))));
        }
        return CheckResult.of(Check.RUNTIME_CONFIGURATION, findings, note(compose));
    }

    private static Finding root(CheckContext subject) {
        ComposeFile compose = subject.inputs().compose();
        List<Evidence> evidence = new ArrayList<>();
        String user = subject.runtime().user();
        evidence.add(new Evidence("the config's user is " + (user.isEmpty() ? "not set" : user), 0));
        compose.services().stream()
                .filter(service -> !service.user())
                .forEach(service -> evidence.add(shown(compose, service)));
        return new Finding(
                "the image runs as root",
                0,
                evidence,
                List.of(Edit.of(
                        Kind.USER,
                        "at the end of the Dockerfile, if the program can do without root; or a user that the image has",
                        "USER 65532:65532")));
    }

    private static Finding noHealthCheck(ComposeFile compose) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("the config has no Healthcheck", 0));
        compose.services().stream()
                .filter(service -> !service.healthCheck())
                .forEach(service -> evidence.add(shown(compose, service)));
        return new Finding("there is no health check", 0, evidence, List.of());
    }

    private static Evidence shown(ComposeFile compose, Service service) {
        return new Evidence(compose.name() + ", line " + service.line() + ": service " + service.name(), 0);
    }

    private static String note(ComposeFile compose) {
        if (!compose.isGiven()) {
            return "looked at the image's config; limits are known with --compose alone";
        }
        String looked =
                "looked at the image's config and " + compose.services().size() + " services of " + compose.name();
        return compose.notUnderstood().isEmpty()
                ? looked
                : looked + "; not understood: " + String.join("; ", compose.notUnderstood());
    }
}
