// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import java.util.Locale;

/** How sure it is that one thing needs another, the surest first. A chain is as strong as its weakest link. */
public enum Strength {
    /** It cannot run without: the interpreter of a program, a library that it is linked to, a link's target. */
    PROVEN,
    /** The config, a package or the user says so. */
    DECLARED,
    /** A script that is started, a setting or an import names it. */
    NAMED,
    /** A text or a program contains its name, perhaps by chance. */
    GUESSED;

    /** The weaker of both. */
    Strength and(Strength other) {
        return compareTo(other) < 0 ? other : this;
    }

    /** Its name in lower-case ASCII, which never changes. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
