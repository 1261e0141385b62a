// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import io.github.imagesquash.cli.json.JsonParts;
import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.fleet.FleetReport;
import io.github.imagesquash.fleet.FleetReport.ReportedImage;
import io.github.imagesquash.fleet.FleetReport.State;
import io.github.imagesquash.html.TablePage;
import io.github.imagesquash.html.TablePage.Fact;
import io.github.imagesquash.html.TablePage.RowTable;
import java.util.List;
import java.util.stream.Stream;

/** A report as a page for a browser. */
final class FleetPage {
    private FleetPage() {}

    static TablePage of(FleetReport report, String plan, String program) {
        FleetTotals totals = new FleetTotals(report, plan);
        return new TablePage(
                "Fleet " + plan,
                totals.states(),
                program,
                List.of(
                        new Fact(
                                "Images",
                                report.in(State.DONE).size() + " of "
                                        + report.images().size() + " done"),
                        new Fact("Stored, done images", totals.sizes()),
                        new Fact("Stored, each layer once", totals.distinctSizes())),
                totals.todo(),
                List.of(
                        new RowTable(
                                "Failed",
                                List.of("Image", "State", "Reason"),
                                Stream.of(State.FAILED, State.INTERRUPTED)
                                        .flatMap(state -> report.in(state).stream())
                                        .map(image -> List.of(source(image), state(image), image.reason()))
                                        .toList()),
                        new RowTable(
                                "Slowest",
                                List.of("Time", "Image"),
                                totals.slowest().stream()
                                        .map(image -> List.of(FleetReportText.time(image), source(image)))
                                        .toList()),
                        new RowTable(
                                "Images",
                                List.of("Before", "After", "State", "Image", "New image"),
                                report.images().stream()
                                        .map(image -> List.of(
                                                ByteSizes.text(image.planned().bytes()),
                                                image.state() == State.DONE ? ByteSizes.text(image.after()) : "",
                                                state(image),
                                                source(image),
                                                image.planned().target().toString()))
                                        .toList()),
                        new RowTable(
                                "Skipped",
                                List.of("Image", "Reason"),
                                report.skipped().stream()
                                        .map(image -> List.of(image.source().toString(), image.reason()))
                                        .toList())));
    }

    private static String source(ReportedImage image) {
        return image.planned().source().toString();
    }

    private static String state(ReportedImage image) {
        return JsonParts.constant(image.state());
    }
}
