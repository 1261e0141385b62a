// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A directory of blobs. The image becomes visible as a whole when it is committed, and not before. */
public final class DirectoryStore extends ImageStore implements AutoCloseable {
    private final Path path;
    private final OutputDirectory directory;
    private final DirectoryForm form;
    private final boolean sync;
    private final List<FileChannel> open = new ArrayList<>();
    private final List<Writeback> writebacks = new ArrayList<>();
    private final Map<Digest, FileRegion> layers = new HashMap<>();
    private Documents documents = Map::of;

    /** The files other than layers, given the present content of the directory. */
    @FunctionalInterface
    private interface Documents {
        Map<String, byte[]> now() throws IOException;
    }

    private DirectoryStore(Path path, DirectoryForm form, boolean sync) throws IOException {
        this.path = path;
        this.directory = new OutputDirectory(path, sync);
        this.form = form;
        this.sync = sync;
    }

    /**
     * Begins a new directory, or prepares adding to an existing one.
     *
     * @param sync whether the image becomes visible only when it would survive a loss of power
     * @throws IOException if the directory exists and has other content
     */
    public static DirectoryStore open(Path path, DirectoryForm form, boolean sync) throws IOException {
        if (Files.isDirectory(path)) {
            form.requireUsable(path);
        }
        return new DirectoryStore(path, form, sync);
    }

    @Override
    FileChannel begin(Digest like, long atMost) throws IOException {
        FileChannel channel = directory.unnamed();
        open.add(channel);
        if (sync) {
            writebacks.add(new Writeback(channel));
        }
        return channel;
    }

    @Override
    FileRegion end(Descriptor layer) throws IOException {
        directory.name(form.blob(layer.digest()));
        FileRegion region = new FileRegion(open.getLast(), 0, layer.size());
        layers.put(layer.digest(), region);
        return region;
    }

    @Override
    Optional<FileRegion> find(Digest layer) {
        return Optional.ofNullable(layers.get(layer));
    }

    @Override
    Map<Digest, FileRegion> put(ControlFiles files) throws IOException {
        documents = () -> form.documents(files, directory.target());
        addDocuments();
        // They are not read from here.
        return Map.of();
    }

    private void addDocuments() throws IOException {
        for (Map.Entry<String, byte[]> document : documents.now().entrySet()) {
            if (document.getKey().equals(form.mark())) {
                // If this process is killed, its files can be identified, and the next run continues with them.
                directory.addFirst(document.getKey(), document.getValue());
            } else {
                directory.add(document.getKey(), document.getValue());
            }
        }
    }

    /** The directory with the new files, until it is committed. */
    public Path staging() {
        return directory.staging();
    }

    /** The directory under its final name. */
    public Path target() {
        return directory.target();
    }

    /**
     * Makes the image visible, and deletes the image that it replaces. Runs to the same directory do this one after the
     * other.
     *
     * @throws IOException if the directory exists meanwhile and has other content
     */
    public void commit() throws IOException {
        for (Writeback writeback : writebacks) {
            writeback.finish();
        }
        for (FileChannel channel : open) {
            // Some network file systems report only now that there is not enough space.
            channel.close();
        }
        if (!directory.appear()) {
            try (OpenDirectory there = directory.open();
                    DirectoryLock _ = directory.lock(there)) {
                form.requireUsable(path);
                // They list the other images, and other runs may have added some.
                addDocuments();
                directory.join(there);
                deleteReplaced(there);
            }
        }
    }

    private void deleteReplaced(OpenDirectory there) throws IOException {
        for (Path file : there.names()) {
            if (isReplaced(file.toString())) {
                there.delete(file);
            }
        }
    }

    private boolean isReplaced(String name) {
        return form.isReplaced(name) && !directory.has(name);
    }

    @Override
    public void close() throws IOException {
        try (directory) {
            writebacks.forEach(Writeback::close);
            for (FileChannel channel : open) {
                channel.close();
            }
        }
    }
}
