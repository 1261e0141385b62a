// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

/**
 * What dive says of an image, so that its thresholds keep their meaning. It looks at paths, not at contents: a path that
 * two layers have is wasted with all its bytes, the last ones included, and a deleted directory costs nothing.
 *
 * @param efficiency the sum of each path's smallest size by the sum of all its sizes, 0 to 1
 * @param wastedBytes the sizes of all paths that more than one layer has, deletions included
 * @param userBytes the files of all layers but the first
 * @see <a href="https://github.com/wagoodman/dive/blob/main/dive/filetree/efficiency.go">dive's definition</a>
 */
public record DiveScore(double efficiency, long wastedBytes, long userBytes) {
    /** Wasted bytes by the user's bytes, dive's {@code highestUserWastedPercent}: 0.1 is 10 %. It can exceed 1. */
    public double userWastedRatio() {
        return userBytes == 0 ? 0 : (double) wastedBytes / userBytes;
    }
}
