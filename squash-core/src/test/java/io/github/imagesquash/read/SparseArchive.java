// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.LayerBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An archive as bsdtar writes it on a file system with holes: every file is stored without its blocks of zeros. */
final class SparseArchive {
    private static final int BLOCK = 512;

    private SparseArchive() {}

    static byte[] of(ArchiveMembers members) {
        LayerBuilder tar = LayerBuilder.layer();
        for (String name : members.names()) {
            if (members.content(name).length > 0) {
                addSparse(tar, name, members.content(name));
            }
        }
        return tar.toBytes();
    }

    /** PAX format 1.0: the map in front of the data, padded to a block. */
    private static void addSparse(LayerBuilder tar, String name, byte[] content) {
        List<Integer> map = new ArrayList<>();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (int at = 0; at < content.length; at += BLOCK) {
            byte[] block = Arrays.copyOfRange(content, at, Math.min(content.length, at + BLOCK));
            if (!Arrays.equals(block, new byte[block.length])) {
                map.addAll(List.of(at, block.length));
                data.writeBytes(block);
            }
        }
        StringBuilder text = new StringBuilder().append(map.size() / 2).append('\n');
        map.forEach(number -> text.append(number).append('\n'));
        byte[] header = text.toString().getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        stored.writeBytes(Arrays.copyOf(header, (header.length + BLOCK - 1) / BLOCK * BLOCK));
        stored.writeBytes(data.toByteArray());
        tar.file("GNUSparseFile.0/x", stored.toByteArray())
                .pax("GNU.sparse.major", "1")
                .pax("GNU.sparse.minor", "0")
                .pax("GNU.sparse.name", name)
                .pax("GNU.sparse.realsize", String.valueOf(content.length));
    }
}
