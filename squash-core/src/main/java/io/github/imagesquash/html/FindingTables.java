// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import io.github.imagesquash.analyze.Duplicates;
import io.github.imagesquash.analyze.FileSecret;
import io.github.imagesquash.analyze.FoundSecrets;
import io.github.imagesquash.filter.ExactPattern;
import io.github.imagesquash.message.ShellWords;
import io.github.imagesquash.packages.InstalledPackage;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.report.AnalysisReport;
import io.github.imagesquash.report.DropPreview;
import io.github.imagesquash.secrets.ConfigSecret;
import io.github.imagesquash.tree.ImagePath;
import java.util.ArrayList;
import java.util.List;

/** Tables of the further findings of an analysis, one for each kind. */
final class FindingTables {
    private FindingTables() {}

    /** The tables of the requested kinds; empty if there are no findings. */
    static List<Table> of(AnalysisReport report) {
        List<Table> tables = new ArrayList<>();
        report.packages().map(FindingTables::packages).ifPresent(tables::add);
        report.slim().map(SlimTables::of).ifPresent(tables::addAll);
        report.duplicates().map(FindingTables::duplicates).ifPresent(tables::add);
        tables.add(secrets(report.secrets()));
        tables.add(drops(report.drops()));
        return tables;
    }

    private static Table packages(Packages packages) {
        List<InstalledPackage> rows = packages.all();
        return new Table(
                "Packages",
                List.of(
                        TableColumn.texts("Package", rows, row -> row.id().name()),
                        TableColumn.texts("Version", rows, row -> row.id().version()),
                        TableColumn.texts(
                                "Kind", rows, row -> row.id().ecosystem().label()),
                        TableColumn.numbers(
                                "Files",
                                NumberFormat.COUNT,
                                rows,
                                row -> row.files().size()),
                        TableColumn.numbers("Size", NumberFormat.BYTES, rows, InstalledPackage::contentBytes)));
    }

    private static Table duplicates(Duplicates duplicates) {
        List<Duplicates.Group> rows = duplicates.groups();
        return new Table(
                "Duplicates",
                List.of(
                        TableColumn.paths(
                                "First of equal files",
                                rows,
                                row -> row.paths().getFirst().toString()),
                        TableColumn.numbers(
                                "Files",
                                NumberFormat.COUNT,
                                rows,
                                row -> row.paths().size()),
                        TableColumn.numbers("Spare", NumberFormat.BYTES, rows, Duplicates.Group::wastedBytes)),
                rows.stream()
                        .map(row -> Table.beginning(row.paths(), ImagePath::toString))
                        .toList());
    }

    private static Table drops(List<DropPreview> drops) {
        List<DropPreview> rows = drops.stream().filter(set -> set.paths() > 0).toList();
        return new Table(
                "Left out by --drop",
                List.of(
                        TableColumn.texts("Rules", rows, DropPreview::set),
                        TableColumn.texts("Description", rows, DropPreview::about),
                        TableColumn.numbers("Paths", NumberFormat.COUNT, rows, DropPreview::paths),
                        TableColumn.numbers("Size", NumberFormat.BYTES, rows, DropPreview::bytes)),
                rows.stream()
                        .map(row -> Table.beginning(row.first(), ImagePath::toString))
                        .toList());
    }

    /** One secret, wherever it is. */
    private record FoundSecret(String what, String where, int layer, boolean survives, String remedy) {
        static FoundSecret of(FileSecret secret) {
            return new FoundSecret(
                    secret.rule().about(),
                    secret.entry().path().toString(),
                    secret.entry().layer(),
                    secret.survives(),
                    remedy(secret));
        }

        private static String remedy(FileSecret secret) {
            if (!secret.survives()) {
                return "";
            }
            return secret.entry().isVisible()
                    ? "--exclude "
                            + ShellWords.quoted(
                                    ExactPattern.of(secret.entry().path()).text())
                    : "--exclude its other names";
        }

        static FoundSecret of(ConfigSecret secret) {
            String place = secret.isInEnvironment() ? "environment" : "step " + secret.step() + " of the history";
            String variable = secret.variable().isEmpty() ? "" : ", " + secret.variable();
            return new FoundSecret(secret.rule().about(), place + variable, secret.layer(), true, remedy(secret));
        }

        private static String remedy(ConfigSecret secret) {
            if (secret.isInEnvironment()) {
                return "--scrub-history --change " + ShellWords.quoted("UNSET ENV " + secret.variable());
            }
            return secret.scrubbable() ? "--scrub-history" : "build again with RUN --mount=type=secret";
        }
    }

    /** The places of secrets, never their values. */
    private static Table secrets(FoundSecrets secrets) {
        List<FoundSecret> rows = new ArrayList<>();
        secrets.files().forEach(secret -> rows.add(FoundSecret.of(secret)));
        secrets.config().forEach(secret -> rows.add(FoundSecret.of(secret)));
        return new Table(
                "Secrets",
                List.of(
                        TableColumn.paths("Where", rows, FoundSecret::where),
                        TableColumn.texts("Description", rows, FoundSecret::what),
                        TableColumn.texts("Layer", rows, row -> row.layer() == 0 ? "" : Integer.toString(row.layer())),
                        TableColumn.texts("After squashing", rows, row -> row.survives() ? "still there" : "gone"),
                        TableColumn.commands("Option that removes it", rows, FoundSecret::remedy)));
    }
}
