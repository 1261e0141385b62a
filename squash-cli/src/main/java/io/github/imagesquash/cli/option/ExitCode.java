// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import java.util.LinkedHashMap;
import java.util.Map;

/** The exit codes of commands, for scripts. A code means the same for every command. */
public enum ExitCode {
    DONE(0, "done; of diff: the images are equal"),
    FAILED(1, "failed; no output is left behind"),
    USAGE(2, "wrong usage"),
    GATE_FAILED(3, "a gate or check failed; nothing was written or kept"),
    LARGER(4, "the new image would be larger; nothing was written"),
    CONFLICT(5, "image and new base are in conflict; nothing was written"),
    REPORT_LOST(6, "the image was written, but a result file or the report was not"),
    DIFFERENT(7, "the images differ"),
    IMAGES_REFUSED(8, "of fleet run: some images were refused, and would be again; the others are done"),
    CANCELLED(130, "cancelled by Ctrl-C, 143 by SIGTERM; no output is left behind");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The exit code of the process. */
    public int code() {
        return code;
    }

    /** All codes, for the help: each number with its meaning. */
    public static Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        for (ExitCode one : values()) {
            table.put(String.valueOf(one.code), one.meaning);
        }
        return table;
    }
}
