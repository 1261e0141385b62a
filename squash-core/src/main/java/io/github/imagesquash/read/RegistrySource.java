// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.blob.Blob;
import io.github.imagesquash.blob.ImageBlobs;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.ImageTags;
import io.github.imagesquash.oci.Index;
import io.github.imagesquash.oci.Manifest;
import io.github.imagesquash.oci.OciJson;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.oci.PlatformWish;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.oci.Tagged;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.RegistryAccess;
import io.github.imagesquash.registry.RegistryClient;
import io.github.imagesquash.registry.RemoteImage;
import io.github.imagesquash.registry.RemoteManifest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/** An image in a registry, or an index of the same image for several platforms. */
public final class RegistrySource implements ImageSource {
    /** The number of parallel layer requests; with more, a registry would only slow down or refuse. */
    public static final int PARALLEL = 4;

    private final RegistryClient client;
    private final RemoteImage remote;
    private final RegistryBlobs blobs;
    private final Warnings warnings;

    private RegistrySource(RegistryClient client, RemoteImage remote, ImageBlobs shared, Warnings warnings) {
        this.client = client;
        this.remote = remote;
        this.blobs = new RegistryBlobs(remote, shared);
        this.warnings = warnings;
    }

    /**
     * Connects to a registry.
     *
     * @param shared layers that other images have too
     * @param warnings receives warnings about the image when it is selected
     * @throws IOException if the registry cannot be reached, or is not a registry
     */
    public static RegistrySource open(ImageAddress address, RegistryAccess access, ImageBlobs shared, Warnings warnings)
            throws IOException {
        RegistryClient client = new RegistryClient(access);
        try {
            return new RegistrySource(client, client.pull(address), shared, warnings);
        } catch (IOException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    @Override
    public String where() {
        return blobs.where();
    }

    @Override
    public Image select(ImageSelector selection) throws IOException {
        return image(choose(selection));
    }

    @Override
    public ImageOutline outline(ImageSelector selection) throws IOException {
        return ImageOutline.of(blobs.where(), choose(selection));
    }

    private Candidate.Stored choose(ImageSelector selection) throws IOException {
        return new ImageChooser(blobs.where(), candidates(index -> narrowed(index, selection)))
                .choose(selection, warnings);
    }

    @Override
    public List<Image> selectAll(WantedImage wanted) throws IOException {
        List<Image> images = new ArrayList<>();
        ImageChooser chooser = new ImageChooser(blobs.where(), candidates(index -> index));
        for (Candidate.Stored image : chooser.chooseAll(wanted, warnings)) {
            images.add(image(image));
        }
        return images;
    }

    /** A name in a registry belongs to one image. */
    @Override
    public List<Tagged<Image>> selectEach(Platforms platforms, Preferences preferences) throws IOException {
        WantedImage only = new WantedImage(Optional.empty(), preferences);
        List<Image> images = switch (platforms) {
            case Platforms.One(Platform platform) -> List.of(select(only.on(platform)));
            case Platforms.All() -> selectAll(only);
        };
        return List.of(new Tagged<>(ImageTags.of(images.getFirst().tags()), images));
    }

    private Image image(Candidate.Stored image) throws IOException {
        fetchHeads(image.layers());
        return ChosenImage.of(blobs.where(), image, false, warnings);
    }

    private List<Candidate> candidates(UnaryOperator<Index> narrowing) throws IOException {
        RemoteManifest top = remote.manifest();
        ObjectNode json = OciJson.readObject(top.bytes(), blobs.where());
        ManifestWalk walk = new ManifestWalk(blobs);
        List<Candidate> found = Index.isOne(json)
                ? walk.follow(narrowing.apply(Index.from(json, blobs.where())))
                : List.of(walk.image(Manifest.from(json, blobs.where()), top.digest()));
        List<Reference> name = remote.address().name().stream().toList();
        ImageNames names = new ImageNames(name, List.of(), List.of());
        return found.stream()
                .map(candidate -> candidate.alsoKnown(names, List.of(top.digest())))
                .toList();
    }

    /**
     * The same choice as among all, with fewer requests: entries that are certainly for another platform are skipped.
     */
    private static Index narrowed(Index index, ImageSelector selection) {
        Platform wanted = selection.platform().equals(Platform.ANY) ? Platform.host() : selection.platform();
        List<Descriptor> matching = PlatformWish.of(wanted).best(index.manifests(), Descriptor::platform);
        return matching.isEmpty() || selection.image().name().isPresent()
                ? index
                : new Index(index.mediaType(), matching, index.annotations());
    }

    /** In parallel, because each is a request that takes time. */
    private static void fetchHeads(List<StoredLayer> layers) throws IOException {
        try (ExecutorService threads = Executors.newFixedThreadPool(
                PARALLEL, Thread.ofPlatform().daemon().name("squash-head-", 1).factory())) {
            List<Future<Boolean>> heads = layers.stream()
                    .map(layer -> threads.submit(() -> fetchHead(layer)))
                    .toList();
            for (Future<Boolean> head : heads) {
                await(head, threads);
            }
        }
    }

    /** @return false if the registry does not have the layer */
    private static boolean fetchHead(StoredLayer layer) throws IOException {
        Optional<Blob> blob = layer.find();
        return blob.isPresent() && blob.get().head(ArchiveFormat.HEAD).length > 0;
    }

    private static void await(Future<Boolean> head, ExecutorService threads) throws IOException {
        try {
            head.get();
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            threads.shutdownNow();
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Nothing to do: blobs are named by their digests, so they cannot be changed. */
    @Override
    public void requireUnchanged() {}

    @Override
    public void close() {
        client.close();
    }
}
