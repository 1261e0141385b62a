// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.purge.PackageRecord;
import io.github.imagesquash.tree.ImagePath;

/** Something that needs or is needed. */
public sealed interface Node {
    /**
     * Where a chain begins.
     *
     * @param text what it is, such as {@code Entrypoint} or {@code --root}
     */
    record Origin(String text) implements Node {
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * A file, without links on the way.
     *
     * @param path its path
     */
    record OfFile(ImagePath path) implements Node {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A package.
     *
     * @param installed the package
     */
    record OfPackage(PackageRecord installed) implements Node {
        /** A directory, whose name is its path, if the image has no package database. */
        @Override
        public String toString() {
            return (installed.name().startsWith("/") ? "directory " : "package ") + installed;
        }
    }
}
