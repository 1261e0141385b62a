// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.RawText;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The texts in the constant pool of a class file (Java Virtual Machine Specification, 4.4). */
final class ClassConstants {
    private static final int MAGIC = 0xcafebabe;
    private static final int BEFORE_POOL = 10;

    private ClassConstants() {}

    /** All texts, with a character for each byte; those before the first invalid constant if the file is damaged. */
    static List<String> texts(byte[] classFile) {
        List<String> texts = new ArrayList<>();
        ByteBuffer file = ByteBuffer.wrap(classFile);
        if (classFile.length < BEFORE_POOL || file.getInt(0) != MAGIC) {
            return texts;
        }
        int count = Short.toUnsignedInt(file.getShort(8));
        file.position(BEFORE_POOL);
        for (int i = 1; i < count && file.remaining() >= 3; i++) {
            int tag = file.get();
            int length = length(tag, file);
            if (length < 0 || length > file.remaining()) {
                return texts;
            }
            byte[] content = new byte[length];
            file.get(content);
            if (tag == 1) {
                texts.add(RawText.of(content));
            }
            i += tag == 5 || tag == 6 ? 1 : 0; // numbers of 64 bits count twice
        }
        return texts;
    }

    /** The bytes behind the tag, of a text those behind its length; -1 if there is no such tag. */
    private static int length(int tag, ByteBuffer file) {
        return switch (tag) {
            case 1 -> Short.toUnsignedInt(file.getShort());
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case 5, 6 -> 8;
            default -> -1;
        };
    }
}
