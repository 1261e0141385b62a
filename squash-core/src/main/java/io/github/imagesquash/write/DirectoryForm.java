// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.Index;
import io.github.imagesquash.oci.LayoutNames;
import io.github.imagesquash.oci.Manifest;
import io.github.imagesquash.oci.OciJson;
import io.github.imagesquash.oci.SharedIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The form in which a directory holds images. */
public sealed interface DirectoryForm {
    /** Its name in messages. */
    String description();

    /** The file that marks a directory as having this form. */
    String mark();

    /** Whether the content of that file marks this form. */
    boolean isMark(byte[] content) throws IOException;

    /** Whether a directory without the mark nevertheless has an image of this form. */
    boolean isUnmarked(Path directory) throws IOException;

    /** The name of a blob. */
    String blob(Digest digest);

    /** Whether an existing file belongs to the image that is being replaced. */
    boolean isReplaced(String name);

    /**
     * The other files to write, by name; the last one refers to the rest.
     *
     * @param target the directory, which may be absent
     */
    Map<String, byte[]> documents(ControlFiles files, Path target) throws IOException;

    /**
     * Fails unless the directory has this form or is empty.
     *
     * @throws UnmetRequestException saying what is expected
     */
    default void requireUsable(Path directory) throws IOException {
        Optional<byte[]> mark = ContainedPath.read(directory, mark());
        boolean marked = mark.isPresent() ? isMark(mark.get()) : isUnmarked(directory);
        try (Stream<Path> files = Files.list(directory)) {
            // Another run may just be starting to create it.
            if (!marked && !files.allMatch(TemporarySibling::isTemporary)) {
                throw new UnmetRequestException(
                        Printable.of(directory.toString()), "has files in it, but is not " + description());
            }
        }
    }

    /**
     * An OCI layout (image-spec image-layout.md), to which the image is added.
     *
     * @param ref a name for the image beside its full ones, of any form
     */
    record OciLayout(Optional<String> ref) implements DirectoryForm {
        @Override
        public String description() {
            return "an OCI layout";
        }

        @Override
        public String mark() {
            return LayoutNames.OCI_LAYOUT;
        }

        @Override
        public boolean isMark(byte[] content) throws IOException {
            return LayoutNames.isReadable(LayoutNames.layoutVersion(OciJson.readObject(content, mark()), mark()));
        }

        @Override
        public boolean isUnmarked(Path directory) throws IOException {
            Optional<byte[]> index = ContainedPath.read(directory, LayoutNames.INDEX);
            return index.isPresent() && Index.isOne(OciJson.readObject(index.get(), indexName(directory)));
        }

        @Override
        public String blob(Digest digest) {
            return LayoutNames.blob(digest);
        }

        @Override
        public boolean isReplaced(String name) {
            return false;
        }

        @Override
        public Map<String, byte[]> documents(ControlFiles files, Path target) throws IOException {
            Map<String, byte[]> documents = new LinkedHashMap<>();
            files.blobs().forEach((digest, bytes) -> documents.put(blob(digest), bytes));
            if (ContainedPath.read(target, mark()).isEmpty()) {
                documents.put(mark(), ControlFiles.LAYOUT);
            }
            documents.put(LayoutNames.INDEX, existing(target).with(entries(files)));
            return documents;
        }

        private static SharedIndex existing(Path target) throws IOException {
            Optional<byte[]> index = ContainedPath.read(target, LayoutNames.INDEX);
            return index.isPresent() ? SharedIndex.parse(index.get(), indexName(target)) : SharedIndex.empty();
        }

        private static String indexName(Path directory) {
            return Printable.of(directory.resolve(LayoutNames.INDEX).toString());
        }

        private List<Descriptor> entries(ControlFiles files) {
            if (ref.isEmpty()) {
                return files.entries();
            }
            ListedImage only = files.only();
            Descriptor image = only.descriptor();
            return Stream.concat(
                            Stream.of(image.named(ref.get())),
                            only.image().tags().full().stream().map(image::named))
                    .toList();
        }
    }

    /** Skopeo's {@code dir:} layout, which holds one image without a name. */
    record Dir() implements DirectoryForm {
        private static final byte[] VERSION = "Directory Transport Version: 1.1\n".getBytes(StandardCharsets.US_ASCII);
        private static final String OF_AN_IMAGE = "[0-9a-f]{64}(\\.manifest\\.json)?|signature-[0-9]+";

        @Override
        public String description() {
            return "a dir: layout";
        }

        @Override
        public String mark() {
            return LayoutNames.DIR_VERSION;
        }

        @Override
        public boolean isMark(byte[] content) {
            return Arrays.equals(content, VERSION);
        }

        @Override
        public boolean isUnmarked(Path directory) throws IOException {
            Optional<byte[]> manifest = ContainedPath.read(directory, LayoutNames.DOCKER_MANIFEST);
            String where =
                    Printable.of(directory.resolve(LayoutNames.DOCKER_MANIFEST).toString());
            return manifest.isPresent()
                    && OciJson.read(manifest.get(), where) instanceof ObjectNode json
                    && (Manifest.isOne(json) || Index.isOne(json));
        }

        @Override
        public String blob(Digest digest) {
            return digest.hex();
        }

        @Override
        public boolean isReplaced(String name) {
            return name.matches(OF_AN_IMAGE);
        }

        @Override
        public Map<String, byte[]> documents(ControlFiles files, Path target) {
            Map<String, byte[]> documents = new LinkedHashMap<>();
            ListedImage only = files.only();
            for (ImageDocuments image : only.platforms()) {
                documents.put(blob(image.config().digest()), image.config().bytes());
                if (only.index().isPresent()) {
                    String name = blob(image.descriptor().digest()) + ".manifest.json";
                    documents.put(name, image.manifest().bytes());
                }
            }
            documents.put(mark(), VERSION);
            byte[] first = only.platforms().getFirst().manifest().bytes();
            documents.put(
                    LayoutNames.DOCKER_MANIFEST, only.index().map(Index::bytes).orElse(first));
            return documents;
        }
    }
}
