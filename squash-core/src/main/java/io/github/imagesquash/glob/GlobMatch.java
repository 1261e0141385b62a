// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.glob;

import java.util.BitSet;
import java.util.List;

/**
 * One match of a {@link Glob}. It follows all ways to read the path in parallel, so that a hostile name costs no more
 * than any other.
 */
final class GlobMatch {
    private final List<GlobPart> parts;
    private BitSet reached = new BitSet();

    GlobMatch(List<GlobPart> parts) {
        this.parts = parts;
    }

    /** Whether the pieces match the whole path in the first {@code length} bytes. */
    boolean fits(byte[] path, int length) {
        PathCharacters characters = new PathCharacters(path, length);
        reach(0);
        while (!characters.isAtEnd() && !reached.isEmpty()) {
            BitSet before = reached;
            reached = new BitSet(parts.size() + 1);
            int character = characters.next();
            for (int i = before.nextSetBit(0); i >= 0 && i < parts.size(); i = before.nextSetBit(i + 1)) {
                step(i, character);
            }
        }
        return reached.get(parts.size());
    }

    private void step(int i, int character) {
        GlobPart part = parts.get(i);
        if (!part.fits(character)) {
            return;
        }
        switch (part) {
            case GlobPart.Literal _, GlobPart.OfName _, GlobPart.OneOf _ -> reach(i + 1);
            case GlobPart.InName _, GlobPart.Rest _ -> reach(i);
            case GlobPart.Directories _ -> {
                reached.set(i);
                if (character == '/') {
                    reach(i + 1);
                }
            }
        }
    }

    /** The position before a piece, and those behind it as long as a piece can match an empty text. */
    private void reach(int i) {
        reached.set(i);
        boolean optional = i < parts.size()
                && switch (parts.get(i)) {
                    case GlobPart.InName _, GlobPart.Rest _, GlobPart.Directories _ -> true;
                    case GlobPart.Literal _, GlobPart.OfName _, GlobPart.OneOf _ -> false;
                };
        if (optional) {
            reach(i + 1);
        }
    }
}
