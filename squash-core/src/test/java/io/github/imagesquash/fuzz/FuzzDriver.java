// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fuzz;

/** What Jazzer calls; its argument is the name of a {@link FuzzTarget}. */
public final class FuzzDriver {
    private static FuzzTarget target = FuzzTarget.TAR;

    private FuzzDriver() {}

    /** Called once, before the first input. */
    public static void fuzzerInitialize(String[] args) {
        target = FuzzTarget.valueOf(args[0]);
    }

    /** Called with each input. */
    public static void fuzzerTestOneInput(byte[] data) {
        target.check(data);
    }
}
