// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.registry.RegistryAccess;
import io.github.imagesquash.registry.RequestBudget;
import picocli.CommandLine.Option;

/** How much a fleet asks of registries. */
final class BudgetOptions {
    private static final long MOST = 1_000_000;

    @Option(
            names = "--max-requests",
            paramLabel = "N",
            description = "at most N requests to each registry in a second (default: any number)")
    String maxRequests = "";

    /** The same access with this limit. */
    RegistryAccess limit(RegistryAccess access, OptionValues values) {
        return maxRequests.isEmpty()
                ? access
                : access.withBudget(RequestBudget.perSecond(values.positive("--max-requests", maxRequests, MOST)));
    }
}
