// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

/** An engine that runs many workers. */
enum JobEngine {
    KUBERNETES("kubernetes.yaml"),
    SLURM("slurm.sh"),
    SWARM("swarm.sh"),
    GITLAB("gitlab.yml");

    private final String template;

    JobEngine(String template) {
        this.template = template;
    }

    /** The resource with what the engine is given. */
    String template() {
        return template;
    }
}
