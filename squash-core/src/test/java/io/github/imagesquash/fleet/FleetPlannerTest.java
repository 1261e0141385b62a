// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.Fleet;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.QuickRetries;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.registry.RegistryAccess;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which images a plan has, and what it knows of them. */
class FleetPlannerTest {
    private static final RegistryAccess ACCESS = RegistryAccess.ANONYMOUS.withRetries(QuickRetries.of(2));

    private FakeRegistry registry;

    @BeforeEach
    void open() {
        registry = FakeRegistry.open();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private static ImageBuilder sized(int bytes) {
        return image().layer(layer().file("base", "b".repeat(1000)), Compression.NONE)
                .layer(layer().file("a", "x".repeat(bytes)), Compression.NONE);
    }

    private void hold(String path, String tag, int bytes) {
        registry.hold(path, tag, ArchiveDialect.PODMAN_OCI, sized(bytes));
    }

    private void holdCreated(String tag, String created) {
        registry.hold("app", tag, ArchiveDialect.PODMAN_OCI, sized(9).config(config -> config.put("created", created)));
    }

    private FleetPlan plan(String repositories, String target, String more) throws IOException {
        String policy = """
                groups:
                  - name: all
                    repositories: [%s]
                    target: "%s"
                """.formatted(repositories.replace("REG", registry.domain()), target);
        return Fleet.plan(Policy.parse("p.yaml", policy + more), ACCESS);
    }

    private List<String> sources(FleetPlan plan) {
        return plan.images().stream()
                .map(image -> image.source().toString().replace(registry.domain() + "/", ""))
                .toList();
    }

    @Test
    void largestImageIsFirst() throws IOException {
        hold("app", "1", 10);
        hold("app", "2", 5_000);
        hold("web", "1", 900_000);
        FleetPlan plan = plan("REG/**", "{repository}-small:{tag}", "");
        assertEquals(List.of("web:1", "app:2", "app:1"), sources(plan));
        assertEquals(
                registry.name("web-small:1"), plan.images().getFirst().target().toString());
    }

    @Test
    void layerThatImagesShareIsCountedOnce() throws IOException {
        hold("app", "1", 10);
        hold("app", "2", 20);
        FleetPlan plan = plan("REG/app", "{repository}-small:{tag}", "");
        long base = plan.images().getFirst().layers().getFirst().bytes();
        long all = plan.images().stream().mapToLong(PlannedImage::bytes).sum();
        assertEquals(all - base, FleetPlan.distinctBytes(plan.images()));
    }

    @Test
    void noLayerIsRead() throws IOException {
        hold("app", "1", 10);
        plan("REG/app", "{repository}-small:{tag}", "");
        assertEquals(0, registry.count("GET .*/blobs/.*"));
    }

    @Test
    void newestImagesAreTheLatestCreated() throws IOException {
        holdCreated("1", "2020-01-01T00:00:00Z");
        holdCreated("2", "2023-01-01T00:00:00Z");
        holdCreated("3", "2021-01-01T00:00:00Z");
        FleetPlan plan = plan("REG/app", "{repository}-small:{tag}", "    newest: 2\n");
        assertEquals(List.of("app:2", "app:3"), sources(plan).stream().sorted().toList());
    }

    @Test
    void oldImagesOfAnEarlierRunAreLeftOut() throws IOException {
        hold("app", "1", 10);
        hold("app", "1-before-squash", 20);
        FleetPlan plan = plan("REG/app", "in-place", "");
        assertEquals(List.of("app:1"), sources(plan));
        assertEquals(
                registry.name("app:1-before-squash"),
                plan.images().getFirst().backup().orElseThrow().toString());
    }

    @Test
    void resultsOfAFleetAreNotSquashedAgain() throws IOException {
        hold("app", "1", 10);
        PlannedImage planned =
                plan("REG/app", "{repository}-small:{tag}", "").images().getFirst();
        SquashState state = new SquashState(planned.digest(), Digest.sha256Of(new byte[1]));
        ImageBuilder small = sized(3);
        state.annotations().forEach(small::annotation);
        registry.hold("app-small", "1", ArchiveDialect.PODMAN_OCI, small);
        FleetPlan plan = plan("REG/**", "{repository}-small:{tag}", "");
        assertEquals(List.of("app:1"), sources(plan));
        assertEquals("a result of squash fleet", plan.skipped().getFirst().reason());
        assertTrue(!plan.images().getFirst().done(), "squashed with other options");
    }

    @Test
    void whatIsDoneIsKnown() throws IOException {
        hold("app", "1", 10);
        FleetPlan first = plan("REG/app", "{repository}-small:{tag}", "");
        PlannedImage planned = first.images().getFirst();
        ImageBuilder small = sized(3);
        new SquashState(planned.digest(), first.groupOf(planned).optionsDigest())
                .annotations()
                .forEach(small::annotation);
        registry.hold("app-small", "1", ArchiveDialect.PODMAN_OCI, small);
        assertTrue(plan("REG/app", "{repository}-small:{tag}", "")
                .images()
                .getFirst()
                .done());
    }

    @Test
    void imageSquashedInPlaceWithOtherOptionsIsPlannedFromItsOriginal() throws IOException {
        hold("app", "1", 10);
        PlannedImage original = plan("REG/app", "in-place", "").images().getFirst();
        ImageBuilder small = sized(3);
        new SquashState(original.digest(), Digest.sha256Of(new byte[1]))
                .annotations()
                .forEach(small::annotation);
        registry.hold("app", "1", ArchiveDialect.PODMAN_OCI, small);
        PlannedImage again = plan("REG/app", "in-place", "").images().getFirst();
        assertEquals(original.digest(), again.digest());
        assertEquals(original.layers(), again.layers());
        assertTrue(!again.tagged().equals(again.digest()) && !again.done());
    }

    @Test
    void whatIsNoImageIsSkippedWithTheReason() throws IOException {
        String chart = "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":"
                + "{\"mediaType\":\"application/vnd.cncf.helm.config.v1+json\",\"digest\":\"sha256:" + "0".repeat(64)
                + "\",\"size\":2},\"layers\":[]}";
        registry.holdManifest(
                "chart", "1", "application/vnd.oci.image.manifest.v1+json", chart.getBytes(StandardCharsets.UTF_8));
        FleetPlan plan = plan("REG/chart", "{repository}-small:{tag}", "");
        assertEquals(List.of(), plan.images());
        assertEquals("no image for Linux", plan.skipped().getFirst().reason());
    }

    @Test
    void twoImagesDoNotGetOneName() {
        hold("a/app", "1", 10);
        hold("b/app", "1", 20);
        UnmetRequestException refusal =
                assertThrows(UnmetRequestException.class, () -> plan("REG/**", "{registry}/app:{tag}", ""));
        assertTrue(
                refusal.getMessage()
                        .startsWith("p.yaml: the new images of " + registry.name("a/app:1") + " and "
                                + registry.name("b/app:1") + " would both be " + registry.name("app:1") + ";"),
                refusal.getMessage());
    }

    @Test
    void noImageReplacesAnother() {
        hold("app", "1", 10);
        hold("app", "2", 20);
        UnmetRequestException refusal =
                assertThrows(UnmetRequestException.class, () -> plan("REG/app", "{repository}:2", ""));
        assertTrue(refusal.getMessage().contains("would replace " + registry.name("app:2")), refusal.getMessage());
    }

    @Test
    void patternWithoutRepositoryIsRefused() {
        hold("app", "1", 10);
        UnmetRequestException refusal =
                assertThrows(UnmetRequestException.class, () -> plan("REG/none/*", "{repository}-small:{tag}", ""));
        assertTrue(refusal.getMessage().contains("matches none/*"), refusal.getMessage());
    }

    @Test
    void planIsTheSameAfterItWasWrittenAndRead() throws IOException {
        hold("app", "1", 10);
        hold("app", "2", 20);
        FleetPlan plan = plan("REG/app", "in-place", "    options: {drop: caches}\n");
        assertEquals(plan, PlanFile.read(new ByteArrayInputStream(written(plan)), "plan.jsonl"));
    }

    private static byte[] written(FleetPlan plan) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PlanFile.write(plan, out);
        return out.toByteArray();
    }

    @Test
    void planThatIsNotCompleteOrOfAnotherVersionIsRefused() throws IOException {
        hold("app", "1", 10);
        String whole = new String(written(plan("REG/app", "in-place", "")), StandardCharsets.UTF_8);
        assertTrue(refusal("").endsWith("empty; expected a plan"));
        assertTrue(refusal("{}\n").endsWith("not a plan of squash fleet plan"));
        assertTrue(refusal(whole.substring(0, whole.length() - 9)).endsWith("the last line is not complete"));
        assertTrue(refusal(whole.lines().findFirst().orElseThrow() + "\n").contains("expected 1, found 0"));
        assertTrue(refusal(whole.replace("\"schemaVersion\":1", "\"schemaVersion\":9"))
                .contains("a plan of version 9, and this squash reads version 1"));
    }

    private static String refusal(String plan) {
        ByteArrayInputStream in = new ByteArrayInputStream(plan.getBytes(StandardCharsets.UTF_8));
        return String.valueOf(assertThrows(InvalidImageException.class, () -> PlanFile.read(in, "plan.jsonl"))
                .getMessage());
    }
}
