// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plan of a hundred images, squashed in place by workers of a Slurm cluster that are killed again and again. The seed is
 * printed; the system property {@value #SEED} sets it, and {@value #KILLS} the number of kills.
 */
class FleetSlurmIT {
    private static final String SEED = "squash.it.fleet.seed";
    private static final String KILLS = "squash.it.fleet.kills";
    private static final int IMAGES = 100;

    @Test
    void killedWorkersLoseNoImageAndDamageNone(@TempDir Path directory) throws IOException {
        long seed = Long.getLong(SEED, System.nanoTime());
        int kills = Integer.getInteger(KILLS, 10);
        System.out.println("FleetSlurmIT: " + kills + " kills, -D" + SEED + "=" + seed);
        try (SlurmCluster cluster = SlurmCluster.start(Files.createDirectory(directory.resolve("slurm")));
                RegistryServer registry = RegistryServer.open(Files.createDirectory(directory.resolve("registry")))) {
            FleetImages images = FleetImages.in(directory, registry, IMAGES);
            Path plan = images.plan("app", "in-place");
            Map<String, String> before = images.digests("app");
            Path job = job(directory, plan);
            killWorkers(cluster, job, plan, kills, new Random(seed));
            images.assertDoneOrUntouched("app", before);
            submit(cluster, job);
            await(cluster);
            images.assertAllDone("app");
            assertOldImagesKeepATag(before, images.digests("app"));
            images.assertNothingIsLeft(plan);
            Launcher.squash("fleet", "undo", "-q", plan.toString()).output();
            Map<String, String> undone = images.digests("app");
            undone.keySet().retainAll(before.keySet());
            assertEquals(before, undone);
        }
    }

    private static Path job(Path directory, Path plan) throws IOException {
        String script = new String(Launcher.squash("fleet", "job", plan.toString(), "--for", "slurm", "--shards", "4")
                .output());
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("squash"), Path.of(Launcher.PATH));
        // The cluster's nodes are smaller than the least that the plan asks for.
        String small =
                script.replaceFirst("--mem=\\d+M", "--mem=600M").replaceFirst("--cpus-per-task=2", "--cpus-per-task=1");
        return Files.writeString(
                directory.resolve("fleet.sh"), small.replaceFirst("\nattempt", "\nPATH=" + bin + ":\\$PATH\nattempt"));
    }

    private static void submit(SlurmCluster cluster, Path job) throws IOException {
        cluster.slurm("sbatch", job.toString()).output();
    }

    private static void await(SlurmCluster cluster) throws IOException {
        while (cluster.hasJobs()) {
            pause(500);
        }
    }

    private static void killWorkers(SlurmCluster cluster, Path job, Path plan, int kills, Random random)
            throws IOException {
        for (int killed = 0; killed < kills; ) {
            if (!cluster.hasJobs()) {
                submit(cluster, job);
            }
            pause(200 + random.nextInt(1500));
            List<ProcessHandle> workers = workers(plan);
            if (!workers.isEmpty()) {
                Signal.KILL.send(workers.get(random.nextInt(workers.size())).pid());
                killed++;
            }
        }
    }

    /** The processes of squash that run this plan. */
    private static List<ProcessHandle> workers(Path plan) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(plan.toString()) && line.contains("java"))
                        .isPresent())
                .toList();
    }

    private static void assertOldImagesKeepATag(Map<String, String> before, Map<String, String> after) {
        before.forEach((tag, digest) -> assertEquals(digest, after.get(tag + "-before-squash"), tag));
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
