// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.request.Encoding;
import java.util.List;
import java.util.function.IntFunction;

/** Parses {@code --compression} and {@code --level}. */
final class EncodingParser {
    private static final String CHUNKED = "zstd:chunked";
    private static final List<String> NAMES = List.of("none", "gzip", "zstd", CHUNKED);

    private final EncodingOptions options;
    private final OptionValues values;

    EncodingParser(EncodingOptions options, OptionValues values) {
        this.options = options;
        this.values = values;
    }

    /** @throws picocli.CommandLine.ParameterException for an unknown name, or a level that it does not have */
    Encoding encoding() {
        if (options.compression.isEmpty()) {
            if (!options.level.isEmpty()) {
                throw values.wrongUsage("--level requires --compression, because the range depends on it");
            }
            return new Encoding.AsInput();
        }
        if (options.compression.startsWith(CHUNKED + ":")) {
            if (!options.level.isEmpty()) {
                throw values.wrongUsage("--level: --compression " + options.compression + " already has a level");
            }
            return level("--compression", options.compression.substring(CHUNKED.length() + 1), Encoding.Chunked::new);
        }
        return switch (options.compression) {
            case CHUNKED -> leveled(Compression.ZSTD, Encoding.Chunked::new);
            case "gzip" -> chosen(Compression.GZIP);
            case "zstd" -> chosen(Compression.ZSTD);
            case "none" -> {
                if (!options.level.isEmpty()) {
                    throw values.wrongUsage("--level has no meaning with --compression none");
                }
                yield new Encoding.Chosen(Compression.NONE, Compression.NONE.defaultLevel());
            }
            default -> throw values.noneOf("--compression", options.compression, NAMES);
        };
    }

    private Encoding chosen(Compression compression) {
        return leveled(compression, level -> new Encoding.Chosen(compression, level));
    }

    private Encoding leveled(Compression compression, IntFunction<Encoding> encoding) {
        return options.level.isEmpty()
                ? encoding.apply(compression.defaultLevel())
                : level("--level", options.level, encoding);
    }

    private Encoding level(String option, String level, IntFunction<Encoding> encoding) {
        return values.parse(option, level, text -> encoding.apply(wholeNumber(text)));
    }

    private static int wholeNumber(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a whole number");
        }
    }
}
