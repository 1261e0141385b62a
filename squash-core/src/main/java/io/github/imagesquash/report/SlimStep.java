// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.slim.ChainLink;

/**
 * A link of the chain that keeps a package.
 *
 * @param what what is needed, such as {@code /usr/sbin/nginx} or {@code package nginx}; escaped for a terminal
 * @param strength how sure that is: {@code proven}, {@code declared}, {@code named} or {@code guessed}
 * @param how why it is needed, in a few words
 */
public record SlimStep(String what, String strength, String how) {
    static SlimStep of(ChainLink link) {
        return new SlimStep(link.to().toString(), link.strength().label(), link.how());
    }
}
