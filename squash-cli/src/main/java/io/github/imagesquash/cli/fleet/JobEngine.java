// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import io.github.imagesquash.fleet.ShardNumber;

/** An engine that runs many workers. */
enum JobEngine {
    KUBERNETES("kubernetes.yaml", 1 << 20, ShardNumber.MOST),
    SLURM("slurm.sh", Long.MAX_VALUE, ShardNumber.MOST),
    SWARM("swarm.sh", 1000 << 10, ShardNumber.MOST),
    GITLAB("gitlab.yml", Long.MAX_VALUE, 200);

    private final String template;
    private final long mostPlanBytes;
    private final int mostShards;

    JobEngine(String template, long mostPlanBytes, int mostShards) {
        this.template = template;
        this.mostPlanBytes = mostPlanBytes;
        this.mostShards = mostShards;
    }

    /** The resource with what the engine is given. */
    String template() {
        return template;
    }

    /** The size of the largest plan that the engine hands to its workers itself, in bytes. */
    long mostPlanBytes() {
        return mostPlanBytes;
    }

    /** How many workers of one job it runs at most. */
    int mostShards() {
        return mostShards;
    }
}
