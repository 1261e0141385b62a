// SPDX-License-Identifier: Apache-2.0
package app;

/** What the image runs. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
