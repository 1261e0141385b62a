// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

/**
 * Receives the progress of a run. It is called from several threads, many times a second; it should return quickly and
 * must not throw.
 */
public interface ProgressListener {
    /** Ignores all events. */
    ProgressListener NONE = event -> {};

    /** Receives one event. */
    void on(Event event);

    /** The stages of a run that take time, in order. */
    enum Stage {
        /** Standard input, an engine's image, or a compressed archive is copied to a temporary file. */
        SPOOL,
        /** Layers are downloaded, verified and replayed. */
        DOWNLOAD,
        /** Layers are read, verified and replayed. */
        READ,
        /** The new layer is written. */
        WRITE,
        /** The finished archive is read back and compared with its source. */
        VERIFY,
        /** Contents of two images, or of an image's files, are compared with each other. */
        COMPARE,
        /** Layers are compressed to measure their sizes, and discarded. */
        ESTIMATE,
        /** The finished archive goes to standard output or to an engine. */
        SEND,
        /** The finished image goes to registries. */
        PUSH
    }

    /** An event. */
    sealed interface Event {}

    /**
     * A stage begins.
     *
     * @param stage the stage
     * @param totalBytes the expected number of bytes; -1 if unknown
     */
    record Started(Stage stage, long totalBytes) implements Event {}

    /**
     * Bytes of a stage were processed.
     *
     * @param stage the stage
     * @param bytes the number since the last event
     */
    record Advanced(Stage stage, long bytes) implements Event {}

    /**
     * A stage has ended.
     *
     * @param stage the stage
     */
    record Finished(Stage stage) implements Event {}
}
