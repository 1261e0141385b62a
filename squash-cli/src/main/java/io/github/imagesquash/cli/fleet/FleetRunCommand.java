// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import io.github.imagesquash.Fleet;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.Registries;
import io.github.imagesquash.cli.option.ShellCommand;
import io.github.imagesquash.cli.option.TemporaryDirectoryOption;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.fleet.FleetPlan;
import io.github.imagesquash.fleet.FleetRun;
import io.github.imagesquash.fleet.PlannedGroup;
import io.github.imagesquash.fleet.ShardNumber;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of {@code squash fleet run}. */
@Command(
        name = "squash fleet run",
        addMethodSubcommands = false,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        customSynopsis = "squash fleet run [OPTIONS] PLAN",
        description = {
            "",
            "Squashes the images of a plan that are not done. A failed image does not stop the others. What is done is noted in"
                    + " the registry, so that the same run can be repeated at any time.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  squash fleet run plan.jsonl",
            "  squash fleet run plan.jsonl --shard 3/10 --json > results-3.jsonl",
            "  squash fleet run plan.jsonl --shard auto --workers 4"
        })
public final class FleetRunCommand implements ShellCommand {
    private static final int MOST_WORKERS = 256;
    private static final long USUAL_CACHE = 10_000_000_000L;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "PLAN", description = "the plan, as squash fleet plan -o wrote it")
    String plan = "";

    @Option(
            names = "--shard",
            paramLabel = "I/N|auto",
            description =
                    "squash only part I of N parts. auto: as the variables of Kubernetes, Slurm, AWS Batch or GitLab say,"
                            + " or SQUASH_SHARD and SQUASH_SHARDS (default: the whole plan)")
    String shard = "";

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "how many images at a time (default: 2); each needs temporary disk space and memory")
    String workers = "";

    @Option(
            names = "--max-failures",
            paramLabel = "N",
            description =
                    "stop after more than N failed images (default: only after 10 failures in a row that are not the"
                            + " images' fault)")
    String maxFailures = "";

    @Option(
            names = "--cache",
            paramLabel = "SIZE",
            description = "the most temporary disk space for layers that several images have (default: 10GB)")
    String cache = "";

    @Mixin
    TemporaryDirectoryOption temporary = new TemporaryDirectoryOption();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "number of threads for each image (default: all processors, divided by --workers)")
    String threads = "";

    @Option(names = "--json", description = "print a line of JSON for each image, instead of text")
    boolean json;

    @Mixin
    BudgetOptions budget = new BudgetOptions();

    @Mixin
    FleetOptions options = new FleetOptions();

    private final Shell shell;
    private final RequestParser requests;

    public FleetRunCommand(Shell shell, RequestParser requests) {
        this.shell = shell;
        this.requests = requests;
    }

    @Override
    public Integer call() throws IOException {
        OptionValues values = new OptionValues(spec.commandLine());
        ShardNumber part = values.parse("--shard", shard, text -> ShardParser.parse(text, shell.environment()));
        int parallel = workers.isEmpty() ? 2 : (int) values.positive("--workers", workers, MOST_WORKERS);
        long kept = cache.isEmpty() ? USUAL_CACHE : values.parse("--cache", cache, ByteSizes::parse);
        int failures = maxFailures.equals("0")
                ? 0
                : maxFailures.isEmpty()
                        ? Integer.MAX_VALUE
                        : (int) values.positive("--max-failures", maxFailures, Integer.MAX_VALUE);
        FleetPlan whole = PlanArgument.read(plan, values);
        Map<String, SquashRequest> parsed = new HashMap<>();
        for (PlannedGroup group : whole.groups()) {
            parsed.put(group.name(), request(group, parallel, values));
        }
        SquashRequest any = requests.parse(ownWords(parallel));
        FleetRun run = new FleetRun(
                whole,
                part,
                parsed,
                budget.limit(new Registries(options.registries, shell, values).access(), values),
                parallel,
                any.settings().temporaryDirectory(),
                kept,
                failures);
        FleetOutcomes outcomes = new FleetOutcomes(shell, json, options.display.quiet);
        boolean complete = Fleet.run(run, outcomes);
        return outcomes.end(complete).code();
    }

    private SquashRequest request(PlannedGroup group, int parallel, OptionValues values) {
        List<String> words = new ArrayList<>(group.options());
        words.addAll(ownWords(parallel));
        try {
            return requests.parse(words);
        } catch (IllegalArgumentException e) {
            throw values.wrongUsage(plan + ": group \"" + group.name() + "\": " + e.getMessage());
        }
    }

    private List<String> ownWords(int parallel) {
        List<String> words = new ArrayList<>(options.registries.words());
        int processors = Runtime.getRuntime().availableProcessors();
        words.add("--threads=" + (threads.isEmpty() ? Math.max(1, processors / parallel) : threads));
        words.addAll(temporary.words());
        return words;
    }

    @Override
    public String expectedArguments() {
        return "one PLAN is";
    }

    @Override
    public List<String> mainOptions() {
        return List.of("--shard", "--workers", "--max-failures", "--cache", "--json", "--quiet", "--help");
    }

    @Override
    public boolean showsStackTrace() {
        return options.display.stacktrace;
    }
}
