// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import io.github.imagesquash.filter.Filter;
import io.github.imagesquash.filter.IgnoreList;
import io.github.imagesquash.filter.Rules;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.tree.ImagePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Parses the options for leaving files out into one list, in which later patterns take precedence. */
public record Filters(FilterOptions options, OptionValues values) {
    private static final String IGNORE_FILE = ".squashignore";

    /** The filter for an image from this source. */
    public Filter filter(Source source) {
        IgnoreList patterns = ignoreFile(source).map(this::read).orElse(IgnoreList.EMPTY);
        for (String file : options.excludedFrom) {
            patterns = patterns.then(read(values.parse("--exclude-from", file, Path::of)));
        }
        IgnoreList excluded = values.parse("--exclude", "", _ -> IgnoreList.of("--exclude", options.excluded));
        IgnoreList kept = values.parse("--keep", "", _ -> IgnoreList.keeping("--keep", options.kept));
        return new Filter(only(), rules(), patterns.then(excluded).then(kept));
    }

    private List<ImagePath> only() {
        return options.only.stream()
                .map(path -> ImagePath.clean(path.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private Rules rules() {
        if (options.dropped.isEmpty()) {
            if (!options.rules.isEmpty()) {
                throw values.wrongUsage("--rules has no meaning without --drop");
            }
            return Rules.NONE;
        }
        Rules all = new RuleFiles(values).read(options.rules);
        return values.parse("--drop", "", _ -> all.of(options.dropped));
    }

    private Optional<Path> ignoreFile(Source source) {
        if (!options.squashignore) {
            return Optional.empty();
        }
        Stream<Path> besideImage = source instanceof Source.Archive archive
                ? Stream.of(archive.path().resolveSibling(IGNORE_FILE))
                : Stream.of();
        Optional<Path> file = Stream.concat(besideImage, Stream.of(Path.of(IGNORE_FILE)))
                .filter(Files::isRegularFile)
                .findFirst();
        file.flatMap(ForeignFile::of)
                .ifPresent(others -> values.warn(others + "; squash uses its patterns; --no-squashignore reads none"));
        return file;
    }

    private IgnoreList read(Path file) {
        return new RuleFiles(values).read(file, content -> IgnoreList.parse(file.toString(), content));
    }
}
