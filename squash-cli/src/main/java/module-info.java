// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** The command {@code squash}. */
@NullMarked
module io.github.imagesquash.cli {
    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires io.github.imagesquash;
    requires org.jline.terminal;
    requires static org.jspecify;

    opens io.github.imagesquash.cli to
            info.picocli;
    opens io.github.imagesquash.cli.advise to
            info.picocli;
    opens io.github.imagesquash.cli.analyze to
            info.picocli;
    opens io.github.imagesquash.cli.browse to
            info.picocli;
    opens io.github.imagesquash.cli.cat to
            info.picocli;
    opens io.github.imagesquash.cli.diff to
            info.picocli;
    opens io.github.imagesquash.cli.export to
            info.picocli;
    opens io.github.imagesquash.cli.ls to
            info.picocli;
    opens io.github.imagesquash.cli.fleet to
            info.picocli;
    opens io.github.imagesquash.cli.option to
            info.picocli;
    opens io.github.imagesquash.cli.rebase to
            info.picocli;
    opens io.github.imagesquash.cli.rules to
            info.picocli;
    opens io.github.imagesquash.cli.squash to
            info.picocli;
}
