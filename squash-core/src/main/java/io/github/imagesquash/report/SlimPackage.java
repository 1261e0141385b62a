// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.message.Printable;
import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.purge.PackageRecord;
import io.github.imagesquash.slim.ChainLink;
import io.github.imagesquash.slim.SlimDecision;
import io.github.imagesquash.slim.Strength;
import java.util.List;

/**
 * A package that stays or goes; a directory if the image has no package database.
 *
 * @param name its name, or the path of the directory
 * @param version its version
 * @param architecture its architecture
 * @param bytes size of the contents of its files
 * @param droppedFiles the number of its files that go although it stays
 * @param droppedBytes size of the contents of these files
 * @param strength how sure it is that the package is needed; empty if it goes
 * @param origin where the chain begins; empty if it goes
 * @param chain why it stays, from the origin to it; empty if it goes
 */
public record SlimPackage(
        String name,
        String version,
        String architecture,
        long bytes,
        int droppedFiles,
        long droppedBytes,
        String strength,
        String origin,
        List<SlimStep> chain) {
    public SlimPackage {
        chain = List.copyOf(chain);
    }

    static SlimPackage of(PackageRecord one, SlimDecision decision) {
        List<ChainLink> chain = decision.chain(one);
        return new SlimPackage(
                RawText.shown(one.name()),
                RawText.shown(one.version()),
                RawText.shown(one.architecture()),
                decision.bytes(one),
                decision.droppedFiles(one).size(),
                decision.droppedBytes(one),
                decision.strength(one).map(Strength::label).orElse(""),
                chain.isEmpty() ? "" : Printable.of(chain.getFirst().from().toString()),
                chain.stream().map(SlimStep::of).toList());
    }

    /** Whether it is a directory, in an image without a package database. */
    public boolean isDirectory() {
        return name.startsWith("/");
    }

    /** What it is, for people, such as {@code package nginx 1.22}. */
    public String headline() {
        return isDirectory() ? "directory " + name : "package " + name + " " + version;
    }

    /** Whether only a guess keeps it. */
    public boolean isGuess() {
        return strength.equals(Strength.GUESSED.label());
    }

    /** The option that removes a package although a guess keeps it. */
    public String dropOption() {
        return "--drop-package " + name;
    }
}
