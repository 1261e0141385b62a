// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fuzz;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs Jazzer on each {@link FuzzTarget} in turn, each in a JVM of its own with a small heap:
 * {@code mvn verify -Pfuzz -Dfuzz.seconds=600}. Corpora stay in the directory and are gone on from in the next run; what
 * breaks a target is written beside them, and belongs into the regression corpus when it is fixed.
 */
public final class FuzzRun {
    private static final Pattern PROGRESS = Pattern.compile("cov: (\\d+) ft: (\\d+) corp: (\\d+)/");
    private static final Pattern EXECUTIONS = Pattern.compile("number_of_executed_units: *(\\d+)");

    private final Path directory;
    private final int seconds;

    private FuzzRun(Path directory, int seconds) {
        this.directory = directory;
        this.seconds = seconds;
    }

    /** Directory, seconds for each target, and the targets' names, or none for all. */
    public static void main(String[] args) throws IOException, InterruptedException {
        FuzzRun run = new FuzzRun(Path.of(args[0]), Integer.parseInt(args[1]));
        List<FuzzTarget> targets = args.length > 2
                ? Stream.of(args).skip(2).map(FuzzTarget::valueOf).toList()
                : List.of(FuzzTarget.values());
        System.out.printf(
                "%-14s %12s %8s %8s %8s %8s  %s%n", "target", "executions", "seconds", "cov", "ft", "corpus", "");
        int broken = 0;
        for (FuzzTarget target : targets) {
            broken += run.fuzz(target) ? 0 : 1;
        }
        System.exit(broken);
    }

    /** Runs one target; false if something came out of it that must not. */
    private boolean fuzz(FuzzTarget target) throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(directory.resolve(target.name()));
        List<byte[]> seeds = target.seeds();
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        Path log = directory.resolve(target.name() + ".log");
        long begun = System.nanoTime();
        int exitCode = new ProcessBuilder(command(target, corpus))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start()
                .waitFor();
        report(target, Files.readString(log), (System.nanoTime() - begun) / 1_000_000_000, exitCode);
        return exitCode == 0;
    }

    private List<String> command(FuzzTarget target, Path corpus) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzDriver.class.getName(),
                "--target_args=" + target.name(),
                "--instrumentation_includes=io.github.imagesquash.**",
                "--reproducer_path=" + directory,
                "-artifact_prefix=" + directory.resolve(target.name() + "-"),
                "-max_total_time=" + seconds,
                "-max_len=16384",
                "-timeout=120",
                "-rss_limit_mb=2048",
                "-print_final_stats=1",
                corpus.toString());
    }

    private static void report(FuzzTarget target, String log, long seconds, int exitCode) {
        String executions = "?";
        String[] coverage = {"?", "?", "?"};
        for (Matcher m = EXECUTIONS.matcher(log); m.find(); ) {
            executions = m.group(1);
        }
        for (Matcher m = PROGRESS.matcher(log); m.find(); ) {
            coverage = new String[] {m.group(1), m.group(2), m.group(3)};
        }
        System.out.printf(
                "%-14s %12s %8d %8s %8s %8s  %s%n",
                target,
                executions,
                seconds,
                coverage[0],
                coverage[1],
                coverage[2],
                exitCode == 0 ? "nothing found" : "FOUND something: see its log");
    }
}
