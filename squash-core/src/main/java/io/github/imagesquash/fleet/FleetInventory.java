// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import io.github.imagesquash.fleet.FleetReport.ReportedImage;
import io.github.imagesquash.fleet.FleetReport.State;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.RegistryClient;
import io.github.imagesquash.registry.RemoteImage;
import io.github.imagesquash.registry.RemoteManifest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out from the registries how far a plan is. */
public final class FleetInventory {
    private static final int THREADS = 16;

    private final RegistryClient client;
    private final Map<String, OutcomeLine> results = new HashMap<>();

    /** @param results what runs said; of several lines for an image the last one counts */
    public FleetInventory(RegistryClient client, List<OutcomeLine> results) {
        this.client = client;
        results.forEach(line -> this.results.put(line.source() + "@" + line.digest(), line));
    }

    /** The report on a plan. */
    public FleetReport report(FleetPlan plan) throws IOException {
        return new FleetReport(
                ParallelCalls.map(plan.images(), THREADS, image -> report(image, plan.groupOf(image))), plan.skipped());
    }

    private ReportedImage report(PlannedImage image, PlannedGroup group) throws IOException {
        RemoteImage target = client.pull(ImageAddress.of(image.target()));
        Optional<RemoteManifest> now = target.manifestIfPresent();
        SquashState wanted = new SquashState(image.digest(), group.optionsDigest());
        Optional<OutcomeLine> result = Optional.ofNullable(results.get(image.source() + "@" + image.digest()));
        double seconds = result.map(OutcomeLine::seconds).orElse(0.0);
        if (now.isPresent()
                && SquashState.of(now.get().bytes(), target.address().toString())
                        .filter(wanted::equals)
                        .isPresent()) {
            List<PlannedBlob> layers =
                    PlatformManifests.read(target, now.get(), Optional.empty()).layers();
            return new ReportedImage(image, State.DONE, layers, seconds, "");
        }
        State state = result.map(line -> switch (line.result()) {
                    case FAILED -> State.FAILED;
                    case INTERRUPTED -> State.INTERRUPTED;
                    case DONE, UNCHANGED -> State.OPEN;
                })
                .orElse(State.OPEN);
        return new ReportedImage(
                image,
                state,
                List.of(),
                seconds,
                result.map(OutcomeLine::reason).orElse(""));
    }
}
