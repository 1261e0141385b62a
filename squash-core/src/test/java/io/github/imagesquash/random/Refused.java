// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

/**
 * A layer that no engine could unpack, and that squash has to refuse. A check throws it where squash did, as there are no
 * trees to compare.
 */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String reason) {
        super(reason);
    }
}
