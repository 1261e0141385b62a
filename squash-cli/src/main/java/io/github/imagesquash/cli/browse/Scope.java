// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.packages.InstalledPackage;
import io.github.imagesquash.tree.ImagePath;
import java.util.List;

/** The part of an image that the list of files is limited to. */
sealed interface Scope {
    /** The whole image. */
    record Everything() implements Scope {
        @Override
        public String toString() {
            return "all layers";
        }
    }

    /**
     * What one layer has.
     *
     * @param number 1 for the base
     */
    record OneLayer(int number) implements Scope {
        @Override
        public String toString() {
            return "layer " + number;
        }
    }

    /**
     * The files of one package.
     *
     * @param name its name and version
     * @param paths the paths of its files
     */
    record OnePackage(String name, List<ImagePath> paths) implements Scope {
        static OnePackage of(InstalledPackage installed) {
            return new OnePackage(installed.id().toString(), installed.paths());
        }

        @Override
        public String toString() {
            return "package " + name;
        }
    }

    /** The only instance. */
    Scope EVERYTHING = new Everything();
}
