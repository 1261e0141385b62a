// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.ReadingValues;
import io.github.imagesquash.cli.option.RegistryOptions;
import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.group.LayerLimits;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.GroupingChoice;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.tree.ImagePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Parses the options for several layers. */
final class GroupingParser {
    private static final String SIZE = "size";
    private static final String PACKAGE = "package";
    private static final String AUTO = "auto";
    private static final String DIRECTORY = "directory:";
    /** The prefix of a value that names a previous image. */
    static final String PREVIOUS = "previous:";

    private static final int USUAL_ON_PREVIOUS = 32;

    private final GroupOptions options;
    private final OptionValues values;

    GroupingParser(GroupOptions options, OptionValues values) {
        this.options = options;
        this.values = values;
    }

    /**
     * How the image is divided, or put on a previous one.
     *
     * @param layers the layers to merge
     */
    GroupingChoice grouping(LayerChoice layers, ReadingValues reading, RegistryOptions registries) {
        return options.groupBy.startsWith(PREVIOUS) && options.layerSize.isEmpty()
                ? onPrevious(layers, reading, registries)
                : new GroupingChoice.Fixed(grouping());
    }

    private Grouping grouping() {
        if (options.groupBy.equals(SIZE)) {
            return bySize();
        }
        if (!options.layerSize.isEmpty()) {
            throw values.wrongUsage("--layer-size requires --group-by size");
        }
        if (options.groupBy.equals(PACKAGE)) {
            return byPackage();
        }
        if (!options.maxLayers.isEmpty()) {
            throw values.wrongUsage("--max-layers requires --group-by size, package or previous:IMAGE");
        }
        if (options.groupBy.equals(AUTO)) {
            return new Grouping.Auto();
        }
        if (options.groupBy.startsWith(DIRECTORY)) {
            return values.parse(
                    "--group-by",
                    options.groupBy.substring(DIRECTORY.length()),
                    text -> new Grouping.ByDirectory(directories(text)));
        }
        if (!options.groupBy.isEmpty()) {
            throw values.noneOf(
                    "--group-by",
                    options.groupBy,
                    List.of(SIZE, PACKAGE, DIRECTORY + "PATH,…", AUTO, PREVIOUS + "IMAGE"));
        }
        return Grouping.ONE;
    }

    private GroupingChoice onPrevious(LayerChoice layers, ReadingValues reading, RegistryOptions registries) {
        if (!(layers instanceof LayerChoice.All)) {
            throw values.wrongUsage(
                    "--group-by previous: keeps layers of the previous image; leave out options that keep layers of"
                            + " IMAGE itself");
        }
        BaseImage previous = reading.base("--group-by", options.groupBy.substring(PREVIOUS.length()), registries);
        return new GroupingChoice.OntoPrevious(previous, mostLayers(USUAL_ON_PREVIOUS));
    }

    private Grouping byPackage() {
        int layers = mostLayers(Grouping.ByPackage.USUAL);
        return values.parse("--max-layers", options.maxLayers, _ -> new Grouping.ByPackage(layers));
    }

    private int mostLayers(int usual) {
        return options.maxLayers.isEmpty()
                ? usual
                : (int) values.positive("--max-layers", options.maxLayers, LayerLimits.MOST_LAYERS);
    }

    private Grouping bySize() {
        int layers = mostLayers(LayerLimits.MOST_LAYERS);
        if (!options.layerSize.isEmpty()) {
            long bytes = values.parse("--layer-size", options.layerSize, ByteSizes::parse);
            return values.parse(
                    "--layer-size", options.layerSize, _ -> new Grouping.Within(new LayerLimits(layers, bytes)));
        }
        return options.maxLayers.isEmpty()
                ? new Grouping.BySize(Grouping.BySize.USUAL)
                : new Grouping.IntoLayers(layers);
    }

    private static List<ImagePath> directories(String text) {
        List<ImagePath> directories = new ArrayList<>();
        for (String path : text.split(",")) {
            byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
            if (!path.startsWith("/")
                    || ImagePath.leavesRoot(bytes)
                    || ImagePath.clean(bytes).isRoot()) {
                throw new IllegalArgumentException(
                        "\"" + path + "\" is not an absolute directory path; expected for example directory:/usr,/opt");
            }
            directories.add(ImagePath.clean(bytes));
        }
        if (directories.size() != directories.stream().distinct().count()) {
            throw new IllegalArgumentException("a directory is given twice: " + text);
        }
        if (directories.size() >= LayerLimits.MOST_LAYERS) {
            throw new IllegalArgumentException(
                    "at most " + (LayerLimits.MOST_LAYERS - 1) + " directories are expected");
        }
        return directories;
    }
}
