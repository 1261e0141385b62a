// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import io.github.imagesquash.message.Printable;
import java.io.IOException;

/**
 * An engine is missing, refuses a request, or does not have the image. The message is one line for the user: the
 * engine's command, then the problem.
 */
public final class EngineException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param problem such as {@code no such image: app:1} */
    public EngineException(EngineKind kind, String problem) {
        super(kind.command() + ": " + problem);
    }

    /** As the constructor, keeping the failure that revealed the problem. */
    public EngineException(EngineKind kind, String problem, Throwable cause) {
        super(kind.command() + ": " + problem, cause);
    }

    private EngineException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same problem, for a user who may have meant a file: {@code old: no such file, and docker: no such image: old}. */
    public EngineException besideFile(String name) {
        return new EngineException(Printable.of(name) + ": no such file, and " + getMessage(), this);
    }
}
