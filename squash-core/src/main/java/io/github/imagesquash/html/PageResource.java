// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * A text that is part of the page.
 *
 * @param text the text, with {@code \n} at the ends of lines
 */
record PageResource(String text) {
    /** The scripts in the order in which they depend on each other; the first is a library. */
    private static final List<String> SCRIPTS = List.of(
            "d3-hierarchy/d3-hierarchy.min.js",
            "format.js",
            "model.js",
            "colours.js",
            "layout.js",
            "painter.js",
            "treemap.js",
            "table.js",
            "tables.js",
            "summary.js",
            "address.js",
            "page.js");

    static PageResource page() throws IOException {
        return of("page.html");
    }

    static PageResource style() throws IOException {
        return of("page.css");
    }

    /** The licence of the library in the page. */
    static PageResource licence() throws IOException {
        return of("d3-hierarchy/LICENSE");
    }

    static List<PageResource> scripts() throws IOException {
        PageResource[] scripts = new PageResource[SCRIPTS.size()];
        for (int at = 0; at < scripts.length; at++) {
            scripts[at] = of(SCRIPTS.get(at));
        }
        return List.of(scripts);
    }

    private static PageResource of(String name) throws IOException {
        try (InputStream in = PageResource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource is missing in this build: " + name);
            }
            return new PageResource(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** The name of this text in a content security policy: its digest. */
    String source() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
