// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

/**
 * Receives the progress of a run. Called from several threads, many times a second; it should return at once and must not throw.
 */
public interface ProgressListener {
    /** Listens to nothing. */
    ProgressListener NONE = event -> {};

    /** Takes one event. */
    void on(Event event);

    /** The stages of a run that take time, in order. */
    enum Stage {
        /** Standard input, an engine's image, or an archive compressed as a whole, is brought to a temporary file. */
        SPOOL,
        /** Layers are downloaded, verified and replayed. */
        DOWNLOAD,
        /** Layers are read, verified and replayed. */
        READ,
        /** The new layer is written. */
        WRITE,
        /** The finished archive is read back and compared with its source. */
        VERIFY,
        /** Contents are compared: those of two images, or those of an image's files with each other. */
        COMPARE,
        /** Layers are compressed to learn their sizes, and thrown away. */
        ESTIMATE,
        /** The finished archive goes to standard output or to an engine. */
        SEND,
        /** The finished image goes to registries. */
        PUSH
    }

    /** What happened. */
    sealed interface Event {}

    /**
     * A stage begins.
     *
     * @param stage which
     * @param totalBytes how many bytes it will take; -1 where that cannot be known
     */
    record Started(Stage stage, long totalBytes) implements Event {}

    /**
     * Bytes of a stage are done.
     *
     * @param stage which
     * @param bytes how many since the last event
     */
    record Advanced(Stage stage, long bytes) implements Event {}

    /**
     * A stage is done.
     *
     * @param stage which
     */
    record Finished(Stage stage) implements Event {}
}
