// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Rebuilds container images smaller without their Dockerfile. */
@NullMarked
@SuppressWarnings({"module", "requires-automatic"}) // the command line is compiled later; aircompressor names no module
module io.github.imagesquash {
    requires aircompressor.v3;
    requires com.github.luben.zstd_jni;
    requires java.net.http;
    requires org.apache.commons.compress;
    requires org.snakeyaml.engine;
    requires org.tukaani.xz;
    requires transitive com.fasterxml.jackson.databind;
    requires static org.jspecify;

    // The facades, requests and reports, and the values that these are made of.
    exports io.github.imagesquash;
    exports io.github.imagesquash.advise;
    exports io.github.imagesquash.analyze;
    exports io.github.imagesquash.blob;
    exports io.github.imagesquash.compare;
    exports io.github.imagesquash.dockerfile;
    exports io.github.imagesquash.edit;
    exports io.github.imagesquash.engine;
    exports io.github.imagesquash.files;
    exports io.github.imagesquash.fleet;
    exports io.github.imagesquash.filter;
    exports io.github.imagesquash.glob;
    exports io.github.imagesquash.group;
    exports io.github.imagesquash.message;
    exports io.github.imagesquash.oci;
    exports io.github.imagesquash.packages;
    exports io.github.imagesquash.read;
    exports io.github.imagesquash.rebase;
    exports io.github.imagesquash.registry;
    exports io.github.imagesquash.report;
    exports io.github.imagesquash.request;
    exports io.github.imagesquash.slim;
    exports io.github.imagesquash.secrets;
    exports io.github.imagesquash.verify;
    // What only the command line shows or writes.
    exports io.github.imagesquash.html to
            io.github.imagesquash.cli;
    exports io.github.imagesquash.replay to
            io.github.imagesquash.cli;
    exports io.github.imagesquash.tree to
            io.github.imagesquash.cli;
    exports io.github.imagesquash.write to
            io.github.imagesquash.cli;
}
