// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.oci.ExecutionParameters;
import io.github.imagesquash.purge.PackageRecord;
import io.github.imagesquash.tree.FileTree;
import java.util.Set;

/**
 * What a decision is based on.
 *
 * @param tree the merged tree; the layers with its contents are open
 * @param execution what the config says
 * @param evidence what files need
 * @param owners the packages that own them
 * @param data what is known about distributions
 * @param options what the user says
 * @param typed packages that the user keeps
 * @param hasDatabase whether packages are those of a database; otherwise they are directories
 * @param where the name of the image in messages
 */
record SlimContext(
        FileTree tree,
        ExecutionParameters execution,
        Evidence evidence,
        PackageOwners owners,
        SlimData data,
        SlimOptions options,
        Set<PackageRecord> typed,
        boolean hasDatabase,
        String where) {
    SlimContext {
        typed = Set.copyOf(typed);
    }
}
