// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.ImageAdvice;
import io.github.imagesquash.dockerfile.Dockerfile;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.report.AdviceReport;
import io.github.imagesquash.request.AdviceRequest;
import io.github.imagesquash.request.AnalysisRequest;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Advice on an image of layers with their steps, through the whole product. */
final class Advising {
    private final ImageBuilder image = ImageBuilder.image("app:1");
    private final List<String> steps = new ArrayList<>();
    private Dockerfile dockerfile = Dockerfile.NONE;
    private ComposeFile compose = ComposeFile.NONE;
    private LocalDate asOf = LocalDate.of(2001, 9, 9);

    /** An image whose base has this distribution. */
    static Advising on(String osRelease, String... files) {
        LayerBuilder base = LayerBuilder.layer().file("etc/os-release", osRelease);
        for (String file : files) {
            base.file(file, "x".repeat(1000));
        }
        return new Advising().layer("ADD rootfs.tar /", base);
    }

    static Advising onDebian(String... files) {
        return on("ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n", files);
    }

    Advising layer(String createdBy, LayerBuilder layer) {
        image.layer(layer);
        steps.add(createdBy);
        return this;
    }

    Advising dockerfile(String... lines) {
        dockerfile = Dockerfile.parse("Dockerfile", String.join("\n", lines));
        return this;
    }

    Advising compose(String content) {
        compose = ComposeFile.parse("compose.yaml", content);
        return this;
    }

    Advising asOf(String day) {
        asOf = LocalDate.parse(day);
        return this;
    }

    Advising config(Consumer<ObjectNode> edit) {
        image.config(edit);
        return this;
    }

    /** What is found on one of the ways. */
    Found on(Check way) throws IOException {
        image.config(config -> {
            for (int i = 0; i < steps.size(); i++) {
                ((ObjectNode) config.path("history").path(i)).put("created_by", steps.get(i));
            }
        });
        byte[] archive = ArchiveDialect.DOCKER_25.members(image).toBytes();
        AdviceReport report = ImageAdvice.run(
                new AdviceRequest(
                        AnalysisRequest.of(new Source.Stream(new ByteArrayInputStream(archive), "old.tar")),
                        new CheckContext.Inputs(dockerfile, compose, asOf)),
                ProgressListener.NONE);
        assertEquals(10, report.answers().size());
        return new Found(report.answers().get(way.ordinal()));
    }

    /** An answer, told as lines. */
    record Found(CheckResult answer) {
        /** Asserts all findings: bytes and what. */
        Found has(String... findings) {
            assertEquals(
                    String.join("\n", findings),
                    answer.findings().stream()
                            .map(finding -> finding.bytes() + ": " + finding.text())
                            .collect(Collectors.joining("\n")));
            return this;
        }

        /** Asserts the evidence of the first finding: bytes and what. */
        Found shows(String... evidence) {
            assertEquals(
                    String.join("\n", evidence),
                    answer.findings().getFirst().evidence().stream()
                            .map(one -> one.bytes() + ": " + one.text())
                            .collect(Collectors.joining("\n")));
            return this;
        }

        /** Asserts that a remedy of any finding has this text: what it saves, then a command or where lines go and the lines. */
        Found says(String remedy) {
            assertTrue(remedies().stream().anyMatch(text -> text.contains(remedy)), remedies()::toString);
            return this;
        }

        /** Asserts all remedies of all findings. */
        Found saysOnly(String... remedies) {
            assertEquals(String.join("\n", remedies), String.join("\n", remedies()));
            return this;
        }

        private List<String> remedies() {
            return answer.findings().stream()
                    .flatMap(finding -> finding.remedies().stream())
                    .map(remedy -> remedy.saves() + ": "
                            + switch (remedy) {
                                case Remedy.Command command -> "squash " + String.join(" ", command.options());
                                case Remedy.Edit edit -> edit.text() + ": " + String.join(", ", edit.lines());
                            })
                    .toList();
        }

        /** Asserts that nothing is found. */
        Found isFine() {
            assertEquals(CheckResult.Verdict.FINE, answer.verdict());
            return has();
        }

        /** Asserts that it cannot be told. */
        Found isUnknown() {
            assertEquals(CheckResult.Verdict.UNKNOWN, answer.verdict());
            return this;
        }

        /** Asserts what was looked at. */
        Found notes(String note) {
            assertTrue(answer.note().contains(note), answer::note);
            return this;
        }
    }
}
