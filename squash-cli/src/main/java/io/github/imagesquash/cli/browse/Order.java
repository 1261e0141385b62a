// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

/** The order of rows. */
enum Order {
    SIZE("by size"),
    NAME("by name");

    private final String text;

    Order(String text) {
        this.text = text;
    }

    Order other() {
        return this == SIZE ? NAME : SIZE;
    }

    @Override
    public String toString() {
        return text;
    }
}
