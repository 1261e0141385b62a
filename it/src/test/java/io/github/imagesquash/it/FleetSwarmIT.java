// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

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
 * A plan of a hundred images, squashed by the tasks of a Swarm, whose containers are killed again and again. The seed is
 * printed; the system property {@value #SEED} sets it, and {@value #KILLS} the number of kills.
 */
class FleetSwarmIT {
    private static final String SEED = "squash.it.fleet.seed";
    private static final String KILLS = "squash.it.fleet.kills";
    private static final String SERVICE = "squash-fleet";
    private static final int IMAGES = 100;

    @Test
    void killedTasksLoseNoImageAndDamageNone(@TempDir Path directory) throws IOException {
        long seed = Long.getLong(SEED, System.nanoTime());
        int kills = Integer.getInteger(KILLS, 10);
        System.out.println("FleetSwarmIT: " + kills + " kills, -D" + SEED + "=" + seed);
        Path archive = SquashImage.archive();
        Path home = Files.createDirectory(directory.resolve("docker"));
        Needs.program("openssl", "openssl");
        CertificateAuthority.in(home).sign("server");
        try (DockerDaemon daemon = DockerDaemon.start(home);
                RegistryServer registry = RegistryServer.open(Files.createDirectory(directory.resolve("registry")))) {
            daemon.docker("load", "--input", archive.toString()).output();
            daemon.docker("swarm", "init", "--advertise-addr", "127.0.0.1").output();
            FleetImages images = FleetImages.in(directory, registry, IMAGES);
            Path plan = images.plan("app", "{repository}-small:{tag}");
            Path job = job(directory, plan);
            killTasks(daemon, job, home, kills, new Random(seed));
            images.assertDoneOrUntouched("app-small", Map.of());
            submit(daemon, job, home);
            while (!hasEnded(daemon)) {
                pause(500);
            }
            images.assertAllDone("app-small");
            images.assertNothingIsLeft(plan);
            daemon.docker("swarm", "leave", "--force").output();
        }
    }

    /** The script as it is printed, for a registry on this machine. */
    private static Path job(Path directory, Path plan) throws IOException {
        String script = new String(Launcher.squash("fleet", "job", plan.toString(), "--for", "swarm", "--shards", "3")
                .output());
        Files.writeString(directory.resolve("config.json"), "{\"auths\":{}}");
        return Files.writeString(
                directory.resolve("fleet.sh"),
                script.replace("service create", "service create --network host --no-resolve-image"));
    }

    private static void submit(DockerDaemon daemon, Path job, Path home) throws IOException {
        daemon.docker("service", "rm", SERVICE).run();
        while (!containers(daemon).isEmpty()) {
            pause(200);
        }
        daemon.docker("config", "rm", "squash-plan").run();
        daemon.docker("secret", "rm", "squash-registry").run();
        Program.of("sh", job.toString())
                .environment("DOCKER_HOST", "unix://" + daemon.socket())
                .environment("DOCKER_CONFIG", job.getParent().toString())
                .environment("HOME", home.toString())
                .output();
    }

    private static void killTasks(DockerDaemon daemon, Path job, Path home, int kills, Random random)
            throws IOException {
        submit(daemon, job, home);
        for (int killed = 0; killed < kills; ) {
            if (hasEnded(daemon)) {
                submit(daemon, job, home);
            }
            pause(200 + random.nextInt(1500));
            List<String> tasks = containers(daemon);
            if (!tasks.isEmpty()
                    && daemon.docker("kill", "--signal=KILL", tasks.get(random.nextInt(tasks.size())))
                                    .run()
                                    .exitCode()
                            == 0) {
                killed++;
            }
        }
    }

    private static List<String> containers(DockerDaemon daemon) throws IOException {
        return daemon.docker("ps", "--quiet").run().text().lines().toList();
    }

    /** Whether all tasks of the service have ended for good; it has none in the moment after it was submitted. */
    private static boolean hasEnded(DockerDaemon daemon) throws IOException {
        List<String> states = daemon.docker("service", "ps", "--format", "{{.CurrentState}}", SERVICE)
                .run()
                .text()
                .lines()
                .toList();
        return !states.isEmpty()
                && states.stream()
                        .noneMatch(state ->
                                state.matches("(New|Pending|Assigned|Accepted|Preparing|Ready|Starting|Running).*"));
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
