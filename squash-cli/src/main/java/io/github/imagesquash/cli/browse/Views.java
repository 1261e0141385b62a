// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.analyze.ImageAnalysis;
import io.github.imagesquash.cli.browse.Key.Kind;
import io.github.imagesquash.packages.Packages;
import java.util.Optional;

/** The lists of files, layers and packages, of which the screen shows one. */
final class Views {
    private final FilesView files;
    private final TableView layers;
    private PackageList packages = new PackageList.Unread();
    private View view = View.FILES;
    private int page = 1;

    /** What the screen lists. */
    enum View {
        FILES("Files"),
        LAYERS("Layers"),
        PACKAGES("Packages");

        private final String title;

        View(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    Views(PathTree tree, ImageAnalysis analysis) {
        this.files = new FilesView(tree);
        this.layers = Tables.layers(analysis.layers());
    }

    View view() {
        return view;
    }

    FilesView files() {
        return files;
    }

    TableView layers() {
        return layers;
    }

    PackageList packages() {
        return packages;
    }

    /** The table of the present view; empty if there is none. */
    Optional<TableView> table() {
        return switch (view) {
            case FILES -> Optional.empty();
            case LAYERS -> Optional.of(layers);
            case PACKAGES ->
                packages instanceof PackageList.Listed listed ? Optional.of(listed.table()) : Optional.empty();
        };
    }

    /** The number of rows on the screen, by which pages are turned. */
    void resize(int rows) {
        page = Math.max(1, rows);
    }

    void show(View other) {
        view = other;
    }

    /** Shows another view, by its distance in the order of views. */
    void turn(int by) {
        view = View.values()[Math.floorMod(view.ordinal() + by, View.values().length)];
    }

    /** Whether the packages are to be read now; says so only once. */
    boolean asksForPackages() {
        if (view == View.PACKAGES && packages instanceof PackageList.Unread) {
            packages = new PackageList.Reading();
            return true;
        }
        return false;
    }

    void packagesRead(Packages read) {
        packages = new PackageList.Listed(Tables.packages(read));
    }

    void packagesFailed(String reason) {
        packages = new PackageList.Failed(reason);
    }

    /** A key that moves in the present list, or opens what is chosen. */
    void press(Kind key) {
        if (view == View.FILES) {
            files.press(key, page);
        } else if (key == Kind.ENTER) {
            table().flatMap(TableView::chosen).ifPresent(this::limit);
        } else {
            table().ifPresent(table -> table.press(key, page));
        }
    }

    /** Limits the files to a layer, with all its entries, or to a package. */
    private void limit(TableRow row) {
        Selection selection = files.selection().with(PathFilter.NONE).with(row.scope());
        boolean isLayer = row.scope() instanceof Scope.OneLayer;
        files.select(selection.with(isLayer ? Selection.Content.ALL : Selection.Content.KEPT));
        view = View.FILES;
    }

    /** What rows of the present view contain; empty if all are listed. */
    String filter() {
        return view == View.FILES
                ? files.selection().filter().typed()
                : table().map(TableView::filter).orElse("");
    }

    /** Lists the rows of the present view that contain a text. */
    void filter(String text) {
        if (view == View.FILES) {
            files.select(files.selection().with(new PathFilter(text)));
        }
        table().ifPresent(table -> table.filter(text));
    }

    /** Takes back the filter or, if there is none, the limit. */
    void widen() {
        Selection selection = files.selection();
        if (!filter().isEmpty()) {
            filter("");
        } else if (view == View.FILES && !selection.scope().equals(Scope.EVERYTHING)) {
            files.select(selection.with(Scope.EVERYTHING).with(Selection.Content.KEPT));
        }
    }

    /** Changes the order of the present list. */
    void sort() {
        if (view == View.FILES) {
            files.sort(files.order().other());
        }
        table().ifPresent(table -> table.sort(table.order().other()));
    }

    /** Lists the next kind of content of files. */
    void nextContent() {
        if (view == View.FILES) {
            files.select(files.selection().with(files.selection().content().next()));
        }
    }
}
