// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import io.github.imagesquash.cli.text.FailureMessage;
import io.github.imagesquash.filter.Rules;
import io.github.imagesquash.oci.SmallFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Files with rules and patterns; an error in one is wrong usage. */
public record RuleFiles(OptionValues values) {

    /** The rules of squash, changed by these files in turn. */
    public Rules read(List<String> files) {
        Rules rules = Rules.builtIn();
        for (String file : files) {
            Rules before = rules;
            rules = read(values.parse("--rules", file, Path::of), content -> before.with(file, content));
        }
        return rules;
    }

    /** The parsed file; the parser's {@link IllegalArgumentException} names the file. */
    public <T> T read(Path file, Function<String, T> parser) {
        try {
            return parser.apply(SmallFile.readText(file));
        } catch (IOException e) {
            throw values.wrongUsage(FailureMessage.of(e));
        } catch (IllegalArgumentException e) {
            throw values.wrongUsage(String.valueOf(e.getMessage()));
        }
    }
}
