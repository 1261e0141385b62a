// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.edit;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The signals of Linux, as Docker knows them: by number, or by name with or without {@code SIG}. */
final class StopSignal {
    private static final Set<String> NAMES = new HashSet<>(Arrays.asList(
            ("ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM"
                            + " TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ")
                    .split(" ")));

    private static final String REAL_TIME = "RTMIN(\\+([1-9]|1[0-5]))?|RTMAX(-([1-9]|1[0-4]))?";
    private static final String NUMBER = "0*[1-9][0-9]{0,2}";

    private StopSignal() {}

    /**
     * The signal as it was written.
     *
     * @throws IllegalArgumentException if there is no such signal
     */
    static String require(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        String name = upper.startsWith("SIG") ? upper.substring(3) : upper;
        if (!NAMES.contains(name) && !name.matches(REAL_TIME) && !text.matches(NUMBER)) {
            throw new IllegalArgumentException("\"" + text + "\" is no signal; expected such as SIGTERM or 15");
        }
        return text;
    }
}
