// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

/**
 * dive's figures for an image, so that its thresholds keep their meaning. dive compares paths, not contents: a path in
 * two layers counts as wasted with all its bytes, including the last ones, and a deleted directory costs nothing.
 *
 * @param efficiency the sum of each path's smallest size divided by the sum of all its sizes, 0 to 1
 * @param wastedBytes the sizes of all paths that more than one layer has, including deletions
 * @param userBytes the size of the files of all layers except the first
 * @see <a href="https://github.com/wagoodman/dive/blob/main/dive/filetree/efficiency.go">dive's definition</a>
 */
public record DiveScore(double efficiency, long wastedBytes, long userBytes) {
    /**
     * Wasted bytes divided by the user's bytes, dive's {@code highestUserWastedPercent}: 0.1 is 10 %. It can exceed 1.
     */
    public double userWastedRatio() {
        return userBytes == 0 ? 0 : (double) wastedBytes / userBytes;
    }
}
