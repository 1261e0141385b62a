// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

/**
 * What a token allows, as {@code repository:<path>:<actions>}.
 *
 * @param path the repository's path
 * @param actions {@code pull}, or {@code pull,push}
 */
record Scope(String path, String actions) {
    static Scope pull(Repository repository) {
        return new Scope(repository.path(), "pull");
    }

    static Scope push(Repository repository) {
        return new Scope(repository.path(), "pull,push");
    }

    @Override
    public String toString() {
        return "repository:" + path + ":" + actions;
    }
}
