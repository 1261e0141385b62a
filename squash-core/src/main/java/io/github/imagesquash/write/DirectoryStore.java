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

/** A directory of blobs, which shows nothing of the image until it is committed, and then all of it. */
public final class DirectoryStore extends ImageStore implements AutoCloseable {
    private final Path path;
    private final OutputDirectory directory;
    private final DirectoryForm form;
    private final boolean sync;
    private final List<FileChannel> open = new ArrayList<>();
    private final Map<Digest, FileRegion> layers = new HashMap<>();
    private Documents documents = Map::of;

    /** What is not a layer, by what is in the directory now. */
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
     * Begins a directory, or makes ready to add to one.
     *
     * @param sync whether the image becomes visible when it would outlast a loss of power, and not before
     * @throws IOException if the directory is there and has something else in it
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
        // Nobody reads them from here.
        return Map.of();
    }

    private void addDocuments() throws IOException {
        for (Map.Entry<String, byte[]> document : documents.now().entrySet()) {
            if (document.getKey().equals(form.mark())) {
                // Should this process be killed, what it leaves is known for what it is, and the next run goes on with
                // it.
                directory.addFirst(document.getKey(), document.getValue());
            } else {
                directory.add(document.getKey(), document.getValue());
            }
        }
    }

    /** The directory with what is new, until it is committed. */
    public Path staging() {
        return directory.staging();
    }

    /** The directory under its final name. */
    public Path target() {
        return directory.target();
    }

    /**
     * Makes the image visible, and takes away what it replaces. Of runs to one directory each does so by itself.
     *
     * @throws IOException if the directory is there meanwhile and has something else in it
     */
    public void commit() throws IOException {
        for (FileChannel channel : open) {
            if (sync) {
                DiskSync.sync(channel);
            }
            // Some network file systems tell only now that there was no room.
            channel.close();
        }
        if (!directory.appear()) {
            try (OpenDirectory there = directory.open();
                    DirectoryLock _ = directory.lock(there)) {
                form.requireUsable(path);
                // They say what else is there, and others may have added to that.
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
            for (FileChannel channel : open) {
                channel.close();
            }
        }
    }
}
