package io.github.imagesquash.cli;

import java.util.List;

/** The commands that may be the first argument; anything else there is an image. */
final class CommandNames {
    static final String ADVISE = "advise";
    static final String ANALYZE = "analyze";
    static final String DIFF = "diff";
    static final String REBASE = "rebase";
    static final String RULES = "rules";

    static final List<String> ALL = List.of(ADVISE, ANALYZE, DIFF, REBASE, RULES);

    private CommandNames() {}
}
