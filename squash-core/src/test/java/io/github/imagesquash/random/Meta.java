// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an entry says of itself besides its content.
 *
 * @param xattrs extended attributes; the values are bytes, a char each
 */
record Meta(int mode, long uid, long gid, long seconds, int nanos, SortedMap<String, String> xattrs) {
    /** Of a directory that no layer describes. */
    static final Meta IMPLIED = new Meta(0755, 0, 0, 0, 0, new TreeMap<>());

    Meta {
        xattrs = Collections.unmodifiableSortedMap(new TreeMap<>(xattrs));
    }

    /** The same with other attributes. */
    Meta with(Map<String, String> others) {
        return new Meta(mode, uid, gid, seconds, nanos, new TreeMap<>(others));
    }

    /** Of an inode that gets one more name: the later entry counts, attributes add up. */
    Meta linkedBy(Meta link) {
        SortedMap<String, String> union = new TreeMap<>(xattrs);
        union.putAll(link.xattrs);
        return link.with(union);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format("%04o %d:%d %d.%09d", mode, uid, gid, seconds, nanos));
        xattrs.forEach((name, value) ->
                text.append(' ').append(name).append('=').append(HexFormat.of().formatHex(Latin.bytes(value))));
        return text.toString();
    }
}
