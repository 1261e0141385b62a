// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import io.github.imagesquash.Fleet;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.QuickRetries;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.RegistryAccess;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Selection;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A registry with images, and runs on plans of them.
 *
 * @param registry where the images are
 * @param temporary for what runs keep
 */
record FleetScene(FakeRegistry registry, Path temporary) {
    static final RegistryAccess ACCESS = RegistryAccess.ANONYMOUS.withRetries(QuickRetries.of(2));
    static final int WORKERS = 2;

    /** What a run said: whether it tried all images, and what became of each. */
    record Ran(boolean complete, List<ImageOutcome> outcomes) {
        long done() {
            return outcomes.stream().filter(ImageOutcome.Done.class::isInstance).count();
        }

        long unchanged() {
            return outcomes.stream()
                    .filter(ImageOutcome.Unchanged.class::isInstance)
                    .count();
        }

        List<ImageOutcome.Failed> failed() {
            return outcomes.stream()
                    .filter(ImageOutcome.Failed.class::isInstance)
                    .map(ImageOutcome.Failed.class::cast)
                    .toList();
        }
    }

    /** Takes in an image of a shared layer and one of its own, whose content is the text. */
    void hold(String path, String tag, String content) {
        registry.hold(path, tag, ArchiveDialect.PODMAN_OCI, image(content));
    }

    static ImageBuilder image(String content) {
        return ImageBuilder.image()
                .layer(LayerBuilder.layer().file("base", "b".repeat(9_000)), Compression.GZIP)
                .layer(LayerBuilder.layer().file("base", "gone").file("own", content), Compression.GZIP);
    }

    FleetPlan plan(String repository, String target) throws IOException {
        return Fleet.plan(Policy.parse("p.yaml", """
                groups:
                  - name: all
                    repositories: ["%s"]
                    target: "%s"
                """.formatted(registry.name(repository), target)), ACCESS);
    }

    Ran run(FleetPlan plan) throws IOException {
        return run(plan, ShardNumber.WHOLE, Integer.MAX_VALUE);
    }

    Ran run(FleetPlan plan, ShardNumber shard, int maxFailures) throws IOException {
        List<ImageOutcome> outcomes = new ArrayList<>();
        FleetRun run =
                new FleetRun(plan, shard, Map.of("all", template()), ACCESS, WORKERS, temporary, 1 << 30, maxFailures);
        boolean complete = Fleet.run(run, outcomes::add);
        return new Ran(complete, outcomes);
    }

    private SquashRequest template() {
        ImageAddress any = ImageAddress.parse("fleet.invalid/any");
        return SquashRequest.of(new Source.Registry(any, ACCESS), new Destination.Registry(List.of(any), ACCESS))
                .withSelection(new Selection.AllPlatforms(WantedImage.ONLY))
                .withSettings(settings -> settings.withTemporaryDirectory(temporary));
    }

    /** The digest that a tag has; empty if there is none. */
    Optional<Digest> digest(String path, String tag) {
        return registry.manifest(path, tag).map(Digest::sha256Of);
    }
}
