// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import io.github.imagesquash.cli.option.ExitCode;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.ShellCommand;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.fleet.FleetPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of {@code squash fleet job}. */
@Command(
        name = "squash fleet job",
        addMethodSubcommands = false,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        customSynopsis = "squash fleet job [OPTIONS] PLAN --for ENGINE",
        description = {
            "",
            "Prints what an engine needs to run a plan with many workers: an Indexed Job of Kubernetes, a script for Slurm, a"
                    + " service of Swarm, a job of GitLab.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  squash fleet job plan.jsonl --for kubernetes | kubectl apply -f -",
            "  squash fleet job plan.jsonl --for slurm --shards 50 > fleet.sh",
            "  squash fleet job plan.jsonl --for swarm | sh",
            "  squash fleet job plan.jsonl --for gitlab > fleet.gitlab-ci.yml"
        })
public final class FleetJobCommand implements ShellCommand {
    private static final int USUAL_SHARDS = 10;
    private static final int MOST_WORKERS = 256;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "PLAN", description = "the plan, as squash fleet plan -o wrote it")
    String plan = "";

    @Option(names = "--for", paramLabel = "kubernetes|slurm|swarm|gitlab", required = true, description = "the engine")
    String engine = "";

    @Option(
            names = "--shards",
            paramLabel = "N",
            description = "how many workers (default: 10, or as many as there are images)")
    String shards = "";

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "how many images each worker squashes at a time (default: 2)")
    String workers = "";

    @Option(
            names = "--with-image",
            paramLabel = "NAME",
            description = "the image of squash in a registry (default: squash and its version)")
    String image = "";

    @ArgGroup(validate = false, order = 0, heading = "%nDisplay:%n")
    FleetDisplayOptions display = new FleetDisplayOptions();

    private final Shell shell;

    public FleetJobCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        OptionValues values = new OptionValues(spec.commandLine());
        JobEngine job = values.oneOf("--for", engine, List.of(JobEngine.values()));
        FleetPlan whole = PlanArgument.read(plan, values);
        int count = shards.isEmpty()
                ? Math.clamp(whole.images().size(), 1, USUAL_SHARDS)
                : (int) values.positive("--shards", shards, job.mostShards());
        int parallel = workers.isEmpty() ? 2 : (int) values.positive("--workers", workers, MOST_WORKERS);
        String name = image.isEmpty() ? "squash:" + Version.number() : image;
        long bytes = Files.size(Path.of(plan));
        JobPlan place = JobPlan.of(job, plan, bytes);
        shell.print(new JobTemplate(whole, place, count, parallel, name).fill(job), false);
        place.note().ifPresent(note -> shell.errWriter().println("note: " + note));
        return ExitCode.DONE.code();
    }

    @Override
    public String expectedArguments() {
        return "one PLAN is";
    }

    @Override
    public List<String> mainOptions() {
        return List.of("--for", "--shards", "--workers", "--with-image", "--help");
    }

    @Override
    public boolean showsStackTrace() {
        return display.stacktrace;
    }
}
