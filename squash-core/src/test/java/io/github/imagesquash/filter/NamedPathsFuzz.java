// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import static io.github.imagesquash.fixture.LayerBuilder.layer;

import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.ReplayedTree;
import io.github.imagesquash.oci.ImageConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks for what an image names where a fuzzer made the config's settings and, each behind a zero byte, the files that these
 * name. Whatever is named is in the image.
 */
public final class NamedPathsFuzz {
    private static final List<String> FILES =
            List.of("start", "etc/passwd", "etc/default/locale", "srv/run.d/one.sh", "srv/other");

    private NamedPathsFuzz() {}

    /** Settings, and files that are named by them. */
    public static List<byte[]> seeds() {
        String start = "{\"Entrypoint\":[\"/start\"],\"Env\":[\"PATH=/bin:/srv\",\"A=$PATH\"],\"WorkingDir\":\"/srv\"}";
        return Stream.of(
                        start
                                + "\0#!/bin/sh\nD=$(cd \"$(dirname \"$0\")\" && pwd)\nfor f in /srv/run.d/*.sh; do . \"$f\"; done\n"
                                + "exec ${B:-other} --conf=/etc/passwd -I/srv @~/x\0root:x:0:0::/srv:/bin/sh\0LANG=de_DE.UTF-8@x\n",
                        "{\"Cmd\":\"sh -c 'cd run.d; exec ./one.sh'\",\"User\":\"1:2\",\"Volumes\":{\"/srv\":{}}}\0\0a:b:1:2:c:/srv\n",
                        "{\"Healthcheck\":{\"Test\":[\"CMD\",\"other\"]},\"Labels\":{\"a\":\"/etc/*\"},\"OnBuild\":[\"RUN /start\"]}",
                        start
                                + "\0A=${B:-/srv}\nA=$A/other$A\nD=`dirname $0`/x; ${0%/*}/y; $(cd 'a' >/dev/null; pwd)\n")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    /** Looks for all that the settings name. */
    public static void read(byte[] data) throws IOException {
        String[] parts = new String(data, StandardCharsets.ISO_8859_1).split("\0", FILES.size() + 1);
        ImageConfig config = ImageConfig.parse(
                latin1(
                        "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]},\"config\":"
                                + parts[0] + "}"),
                "config");
        LayerBuilder layer = layer().dir("srv/").symlink("srv/link", "run.d").dir("etc/");
        for (int i = 1; i < parts.length; i++) {
            layer.file(FILES.get(i - 1), latin1(parts[i]));
        }
        try (ReplayedTree image = ReplayedTree.of(layer)) {
            NamedPaths named = NamedPaths.in(image.tree(), config.execution());
            List<Long> sizes = named.sizes(image.tree());
            if (sizes.contains(-1L)) {
                throw new AssertionError(named.all().get(sizes.indexOf(-1L)) + " is named, but not there");
            }
            if (!named.missing(image.tree(), sizes).isEmpty()) {
                throw new AssertionError("missing in the same image: " + named.missing(image.tree(), sizes));
            }
        }
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
