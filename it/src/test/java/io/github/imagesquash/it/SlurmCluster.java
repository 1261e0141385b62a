// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A Slurm cluster of two nodes, which are both this machine. */
final class SlurmCluster implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;
    private static final int NODES = 2;

    private final Path directory;
    private final List<Process> daemons = new ArrayList<>();

    private SlurmCluster(Path directory) {
        this.directory = directory;
    }

    /** Starts one; where that is not possible the test is skipped. */
    static SlurmCluster start(Path directory) throws IOException {
        Needs.root();
        Needs.program("slurmctld", "slurmctld");
        Needs.program("slurmd", "slurmd");
        Needs.program("munged", "munge");
        SlurmCluster cluster = new SlurmCluster(directory);
        try {
            cluster.configure();
            cluster.run();
            return cluster;
        } catch (IOException | RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    private void configure() throws IOException {
        byte[] key = new byte[128];
        new Random().nextBytes(key);
        Path file = Files.write(directory.resolve("munge.key"), key);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        String host = InetAddress.getLocalHost().getHostName().replaceFirst("\\..*", "");
        Files.createDirectory(directory.resolve("state"));
        StringBuilder config =
                new StringBuilder("""
                ClusterName=it
                SlurmctldHost=%1$s(127.0.0.1)
                SlurmctldPort=%3$d
                SlurmUser=root
                SlurmdUser=root
                AuthType=auth/munge
                AuthInfo=socket=%2$s/munge.socket
                StateSaveLocation=%2$s/state
                SlurmdSpoolDir=%2$s/spool.%%n
                SlurmctldPidFile=%2$s/slurmctld.pid
                SlurmdPidFile=%2$s/slurmd.%%n.pid
                SlurmctldLogFile=%2$s/slurmctld.log
                SlurmdLogFile=%2$s/slurmd.%%n.log
                MpiDefault=none
                ProctrackType=proctrack/linuxproc
                TaskPlugin=task/none
                SelectType=select/cons_tres
                SelectTypeParameters=CR_Core
                ReturnToService=2
                SchedulerParameters=batch_sched_delay=0,sched_interval=1
                """.formatted(host, directory, Port.free().number()));
        for (int i = 1; i <= NODES; i++) {
            config.append("NodeName=n%d NodeHostname=%s NodeAddr=127.0.0.1 Port=%d CPUs=2 RealMemory=1500\n"
                    .formatted(i, host, Port.free().number()));
        }
        config.append("PartitionName=all Nodes=n1,n2 Default=YES State=UP MaxTime=INFINITE\n");
        Files.writeString(directory.resolve("slurm.conf"), config);
    }

    private void run() throws IOException {
        String place = directory.toString() + "/munge.";
        start(
                "munged",
                "--foreground",
                "--force",
                "--key-file=" + place + "key",
                "--socket=" + place + "socket",
                "--pid-file=" + place + "pid",
                "--log-file=" + place + "log",
                "--seed-file=" + place + "seed");
        await(() -> Files.exists(directory.resolve("munge.socket")), "munged");
        start("slurmctld", "-D");
        for (int i = 1; i <= NODES; i++) {
            start("slurmd", "-D", "-N", "n" + i);
        }
        await(() -> slurm("sinfo", "--noheader", "--format=%t").run().text().equals("idle\n"), "the nodes");
    }

    private void start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        directory.resolve("daemon" + daemons.size() + ".log").toFile());
        builder.environment().put("SLURM_CONF", directory.resolve("slurm.conf").toString());
        daemons.add(builder.start());
    }

    /** A program of Slurm, for this cluster. */
    Program slurm(String... command) {
        return Program.of(command)
                .in(directory)
                .environment("SLURM_CONF", directory.resolve("slurm.conf").toString());
    }

    /** Whether a job is waiting or running. */
    boolean hasJobs() throws IOException {
        return !slurm("squeue", "--noheader").run().text().isBlank();
    }

    /** Whether something is so. */
    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(Condition condition, String what) throws IOException {
        for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
            if (condition.holds()) {
                return;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted while Slurm starts", e);
            }
        }
        throw Needs.missing("Slurm does not start here: " + what + "; see " + directory);
    }

    @Override
    public void close() {
        for (Process daemon : daemons.reversed()) {
            daemon.destroy();
            try {
                if (!daemon.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    daemon.destroyForcibly().onExit().join();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted while Slurm ends", e);
            }
        }
    }
}
