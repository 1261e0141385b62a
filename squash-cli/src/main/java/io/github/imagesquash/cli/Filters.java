package io.github.imagesquash.cli;

import io.github.imagesquash.Source;
import io.github.imagesquash.filter.Filter;
import io.github.imagesquash.filter.IgnoreList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The meaning of those options that say what is left out: one list, in which what comes later goes before. */
record Filters(FilterOptions options, OptionValues values) {
    private static final String IGNORE_FILE = ".squashignore";

    /** The filter for an image from this source. */
    Filter filter(Source source) {
        IgnoreList patterns = ignoreFile(source).map(this::read).orElse(IgnoreList.EMPTY);
        for (String file : options.excludedFrom) {
            patterns = patterns.then(read(values.parse("--exclude-from", file, Path::of)));
        }
        IgnoreList excluded = values.parse("--exclude", "", _ -> IgnoreList.of("--exclude", options.excluded));
        IgnoreList kept = values.parse("--keep", "", _ -> IgnoreList.keeping("--keep", options.kept));
        return new Filter(patterns.then(excluded).then(kept));
    }

    private Optional<Path> ignoreFile(Source source) {
        if (!options.squashignore) {
            return Optional.empty();
        }
        Stream<Path> besideImage = source instanceof Source.Archive archive
                ? Stream.of(archive.path().resolveSibling(IGNORE_FILE))
                : Stream.of();
        return Stream.concat(besideImage, Stream.of(Path.of(IGNORE_FILE)))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private IgnoreList read(Path file) {
        try {
            return IgnoreList.parse(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw values.wrongUsage(FailureMessage.of(e));
        } catch (IllegalArgumentException e) {
            throw values.wrongUsage(e.getMessage());
        }
    }
}
