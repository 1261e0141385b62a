// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

/**
 * What a token allows, as {@code <resource>:<actions>}.
 *
 * @param resource {@code repository:<path>}, or {@code registry:catalog}
 * @param actions {@code pull}, {@code pull,push}, or {@code *} for the catalog
 */
record Scope(String resource, String actions) {
    /** Allows to list the repositories of a registry. */
    static final Scope CATALOG = new Scope("registry:catalog", "*");

    private static final String REPOSITORY = "repository:";

    static Scope pull(Repository repository) {
        return new Scope(REPOSITORY + repository.path(), "pull");
    }

    static Scope push(Repository repository) {
        return new Scope(REPOSITORY + repository.path(), "pull,push");
    }

    @Override
    public String toString() {
        return resource + ":" + actions;
    }
}
