// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import io.github.imagesquash.cli.json.JsonSchemas;
import io.github.imagesquash.cli.squash.Squasher;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.cli.terminal.Terminals;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs the command in this process, with streams and an environment of its own and a library that only listens. JSON that it
 * prints must be valid by its schema.
 */
public record Cli(Squasher squasher, Terminals terminals, Map<String, String> environment) {
    /** No terminal, an empty environment, and a library that reports {@link SampleReports#NODE}. */
    public static final Cli PLAIN = new Cli((_, _) -> SampleReports.NODE, Terminals.NONE, Map.of());

    public Cli withSquasher(Squasher squasher) {
        return new Cli(squasher, terminals, environment);
    }

    public Cli withTerminals(Terminals terminals) {
        return new Cli(squasher, terminals, environment);
    }

    public Cli withVariable(String name, String value) {
        return new Cli(squasher, terminals, Map.of(name, value));
    }

    public CliRun run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<SquashRequest> requests = new ArrayList<>();
        Shell shell = new Shell(InputStream.nullInputStream(), out, err, terminals, environment);
        int exitCode = Main.run(args, shell, (request, progress) -> {
            requests.add(request);
            return squasher.run(request, progress);
        });
        JsonSchemas.requireValid(args, out.toString(StandardCharsets.UTF_8));
        return new CliRun(
                exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), requests);
    }
}
