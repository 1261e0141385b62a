// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import io.github.imagesquash.fleet.FleetInventory;
import io.github.imagesquash.fleet.FleetListener;
import io.github.imagesquash.fleet.FleetPlan;
import io.github.imagesquash.fleet.FleetPlanner;
import io.github.imagesquash.fleet.FleetReport;
import io.github.imagesquash.fleet.FleetRun;
import io.github.imagesquash.fleet.FleetUndo;
import io.github.imagesquash.fleet.OutcomeLine;
import io.github.imagesquash.fleet.Policy;
import io.github.imagesquash.fleet.ShardRunner;
import io.github.imagesquash.registry.RegistryAccess;
import io.github.imagesquash.registry.RegistryClient;
import io.github.imagesquash.request.ProgressListener;
import java.io.IOException;
import java.util.List;

/** Squashes many images of registries. */
public final class Fleet {
    private Fleet() {}

    /**
     * Plans: lists the images of a policy, as they are now. Only lists, manifests and configs are read.
     *
     * @throws io.github.imagesquash.message.UnmetRequestException if a group selects no repository, or if two images would
     *     get one name
     * @throws io.github.imagesquash.registry.RegistryException if a registry refuses a request or cannot be reached
     * @throws IOException if reading fails
     */
    public static FleetPlan plan(Policy policy, RegistryAccess access) throws IOException {
        try (RegistryClient client = new RegistryClient(access)) {
            return new FleetPlanner(client, policy).plan();
        }
    }

    /**
     * Squashes the images of a shard that are not done. A failed image does not stop the others. To cancel it, interrupt the
     * calling thread.
     *
     * @param listener receives what becomes of each image
     * @return whether all images were tried; otherwise the run stopped after too many failures
     * @throws IOException if the listener throws it, or the calling thread was interrupted
     */
    public static boolean run(FleetRun run, FleetListener listener) throws IOException {
        return new ShardRunner(run, listener).run(request -> Squash.run(request, ProgressListener.NONE));
    }

    /**
     * Undoes a run in place: gives the names of squashed images back to the old ones.
     *
     * @return what was done with each image of the plan that is squashed in place
     * @throws IOException if a registry refuses a request or cannot be reached; names that were moved back stay so
     */
    public static List<FleetUndo.Undone> undo(FleetPlan plan, RegistryAccess access) throws IOException {
        try (RegistryClient client = new RegistryClient(access)) {
            return new FleetUndo(client).undo(plan);
        }
    }

    /**
     * Reports how far a plan is, as the registries say.
     *
     * @param results what runs said of images, in their order
     * @throws IOException if a registry refuses a request or cannot be reached
     */
    public static FleetReport report(FleetPlan plan, List<OutcomeLine> results, RegistryAccess access)
            throws IOException {
        try (RegistryClient client = new RegistryClient(access)) {
            return new FleetInventory(client, results).report(plan);
        }
    }
}
