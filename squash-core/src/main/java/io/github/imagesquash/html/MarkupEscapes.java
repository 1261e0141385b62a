// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;

/**
 * JSON that is safe inside a {@code script} element: there, {@code </script} ends the element anywhere, and {@code
 * <!--} changes how the rest is read, so every {@code <} is escaped.
 *
 * @see <a
 *     href="https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements">HTML</a>
 */
final class MarkupEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1;

    private static final SerializableString LESS_THAN = new SerializedString("\\u003c");

    @Override
    public int[] getEscapeCodesForAscii() {
        int[] codes = standardAsciiEscapesForJSON();
        codes['<'] = ESCAPE_CUSTOM;
        return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
        return LESS_THAN;
    }
}
