// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.message.ShellWords;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How workers get the plan.
 *
 * @param file the plan's file, as a word for a shell
 * @param setup what has to be done before the job starts
 * @param mount the part of the job by which its workers see the plan
 * @param note what the user has to know; empty unless the engine cannot hand out the plan itself
 */
record JobPlan(String file, String setup, String mount, Optional<String> note) {
    private static final String CONFIG_MAP = """
                  configMap:
                    name: squash-plan""".indent(10).stripTrailing();

    private static final String CLAIM = """
                  persistentVolumeClaim:
                    claimName: squash-plan
                    readOnly: true""".indent(10).stripTrailing();

    /**
     * The plan for an engine.
     *
     * @param plan the plan's file
     * @param bytes its length
     */
    static JobPlan of(JobEngine engine, String plan, long bytes) {
        String file = ShellWords.quoted(plan);
        boolean handed = bytes <= engine.mostPlanBytes();
        return switch (engine) {
            case KUBERNETES -> handed ? inConfigMap(file) : inClaim(file, bytes);
            case SWARM -> handed ? inConfig(file) : onNodes(plan, bytes);
            case SLURM, GITLAB -> new JobPlan(file, "", "", Optional.empty());
        };
    }

    private static JobPlan inConfigMap(String file) {
        return new JobPlan(
                file,
                "kubectl create configmap squash-plan --from-file=plan.jsonl=" + file,
                CONFIG_MAP,
                Optional.empty());
    }

    private static JobPlan inClaim(String file, long bytes) {
        return new JobPlan(
                file,
                "copy " + file + " as plan.jsonl into the volume of a persistent volume claim, squash-plan",
                CLAIM,
                Optional.of(
                        tooLarge(JobEngine.KUBERNETES, "a config map", bytes)
                                + "; the job reads plan.jsonl from the persistent volume claim squash-plan, so copy it there first"));
    }

    private static JobPlan inConfig(String file) {
        return new JobPlan(
                file,
                "docker config create squash-plan " + file,
                "--config source=squash-plan,target=/plan.jsonl,mode=0444",
                Optional.empty());
    }

    private static JobPlan onNodes(String plan, long bytes) {
        String path = Path.of(plan).toAbsolutePath().normalize().toString();
        return new JobPlan(
                ShellWords.quoted(path),
                "# The plan is larger than a config can be, so each node has it in a file.",
                "--mount " + ShellWords.quoted("type=bind,source=" + path + ",destination=/plan.jsonl,readonly"),
                Optional.of(tooLarge(JobEngine.SWARM, "a config", bytes) + "; the service reads " + path
                        + " of each node, so copy it there first"));
    }

    private static String tooLarge(JobEngine engine, String holder, long bytes) {
        return "the plan has " + Numbers.count(bytes) + " bytes, and " + holder + " holds at most "
                + Numbers.count(engine.mostPlanBytes());
    }
}
