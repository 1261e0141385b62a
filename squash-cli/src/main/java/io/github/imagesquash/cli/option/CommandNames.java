// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import java.util.List;

/** The commands that may be the first argument; anything else there is an image. */
public final class CommandNames {
    public static final String ADVISE = "advise";
    public static final String ANALYZE = "analyze";
    public static final String BROWSE = "browse";
    public static final String CAT = "cat";
    public static final String DIFF = "diff";
    public static final String EXPORT = "export";
    public static final String FLEET = "fleet";
    public static final String LS = "ls";
    public static final String REBASE = "rebase";
    public static final String RULES = "rules";
    public static final String SLIM = "slim";

    public static final List<String> ALL =
            List.of(ADVISE, ANALYZE, BROWSE, CAT, DIFF, EXPORT, FLEET, LS, REBASE, RULES, SLIM);

    /** The commands that follow {@link #FLEET}. */
    public static final List<String> OF_FLEET = List.of("plan", "run", "report", "job", "undo");

    private CommandNames() {}
}
