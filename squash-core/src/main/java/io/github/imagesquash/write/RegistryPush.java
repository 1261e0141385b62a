// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.AbsentBlob;
import io.github.imagesquash.blob.Blob;
import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.blob.SpoolingBlob;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.Index;
import io.github.imagesquash.oci.Manifest;
import io.github.imagesquash.oci.ManifestFormat;
import io.github.imagesquash.oci.Tagged;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.ManifestRefusedException;
import io.github.imagesquash.registry.RegistryAccess;
import io.github.imagesquash.registry.RegistryClient;
import io.github.imagesquash.registry.RemoteImage;
import io.github.imagesquash.registry.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Pushes a written image under all its names. Tags come last, when every repository has all blobs, so that no name ever
 * refers to an incomplete image.
 */
public final class RegistryPush implements AutoCloseable {
    private final RegistryClient client;
    private final List<RemoteImage> targets;
    private final List<RemoteImage> sources;
    private ManifestFormat format;
    private Optional<Digest> replaced = Optional.empty();

    private RegistryPush(
            RegistryClient client, List<RemoteImage> targets, List<RemoteImage> sources, ManifestFormat format) {
        this.format = format;
        this.client = client;
        this.targets = targets;
        this.sources = sources;
    }

    /**
     * Connects to the registries and checks that they accept images.
     *
     * @param addresses the names, at least one
     * @param sources the origins of the image and its layers, because a blob may still be the same
     * @param format the media types
     * @throws IOException if one of them cannot be pushed to
     */
    public static RegistryPush open(
            List<ImageAddress> addresses, List<ImageAddress> sources, RegistryAccess access, ManifestFormat format)
            throws IOException {
        RegistryClient client = new RegistryClient(access);
        try {
            List<RemoteImage> targets = new ArrayList<>();
            for (ImageAddress address : addresses) {
                RemoteImage target = client.push(address);
                target.requireWritable();
                targets.add(target);
            }
            Set<String> domains =
                    addresses.stream().map(one -> one.repository().domain()).collect(Collectors.toSet());
            Map<Repository, RemoteImage> siblings = new LinkedHashMap<>();
            for (ImageAddress source : sources) {
                if (domains.contains(source.repository().domain())) {
                    siblings.putIfAbsent(source.repository(), client.pull(source));
                }
            }
            return new RegistryPush(client, targets, List.copyOf(siblings.values()), format);
        } catch (IOException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /** This push, which fails if a name no longer has this digest when it would change. */
    public RegistryPush replacing(Optional<Digest> digest) {
        replaced = digest;
        return this;
    }

    /** The layers of the images that all repositories already have, so that they will not be sent. */
    public Set<Digest> held(WrittenImages images) throws IOException {
        Set<Digest> held = new TreeSet<>(Comparator.comparing(Digest::toString));
        for (WrittenImage image : images.only().platforms()) {
            for (WrittenLayer layer : image.layers()) {
                Digest digest = layer.descriptor().digest();
                if (!held.contains(digest) && isHeld(digest)) {
                    held.add(digest);
                }
            }
        }
        return held;
    }

    private boolean isHeld(Digest digest) throws IOException {
        for (RemoteImage target : repositories().values()) {
            if (!target.holds(digest)) {
                return false;
            }
        }
        return true;
    }

    /** The number of bytes that {@link #push} counts. */
    public long bytes(WrittenImages images) {
        long once = images.blobs().values().stream().mapToLong(Blob::size).sum();
        return once * repositories().size();
    }

    /**
     * Pushes an image.
     *
     * @param images one image, whose blobs can be read
     * @param meter counts the blobs' bytes, {@link #bytes} in all
     * @throws io.github.imagesquash.registry.RegistryException if a registry refuses a request, or can no longer be
     *     reached; the message names the image, the blob and the answer. No tag changes unless all blobs are there
     */
    public void push(WrittenImages images, ByteMeter meter) throws IOException {
        List<Repository> pushed = new ArrayList<>();
        for (Map.Entry<Repository, RemoteImage> target : repositories().entrySet()) {
            for (Map.Entry<Digest, Blob> blob : images.blobs().entrySet()) {
                List<Repository> mirrors = mirrors(blob.getKey(), target.getKey(), pushed);
                push(blob.getKey(), blob.getValue(), target.getValue(), mirrors, meter);
            }
            pushed.addFirst(target.getKey());
        }
        for (RemoteImage target : targets) {
            target.requireDigest(replaced);
        }
        pushInFormat(images.only());
    }

    /** The media types in which the image is or was pushed. */
    public ManifestFormat format() {
        return format;
    }

    private void pushInFormat(Tagged<WrittenImage> image) throws IOException {
        if (format == ManifestFormat.DOCKER) {
            pushManifests(inDockerFormat(image));
            return;
        }
        try {
            pushManifests(image);
        } catch (ManifestRefusedException refused) {
            if (format == ManifestFormat.OCI) {
                throw refused;
            }
            pushInDockerFormat(image, refused);
        }
    }

    /** If that is refused as well, the types were not the reason. */
    private void pushInDockerFormat(Tagged<WrittenImage> image, ManifestRefusedException refused) throws IOException {
        try {
            pushManifests(inDockerFormat(image));
        } catch (ManifestRefusedException _) {
            throw refused;
        }
        format = ManifestFormat.DOCKER;
    }

    private Tagged<WrittenImage> inDockerFormat(Tagged<WrittenImage> image) throws UnmetRequestException {
        List<WrittenImage> relabelled = new ArrayList<>();
        for (WrittenImage platform : image.platforms()) {
            relabelled.add(platform.inDockerFormat(targets.getFirst().address().toString()));
        }
        return new Tagged<>(image.tags(), relabelled);
    }

    /** The repositories in which the registry may already have a blob; of several sources only those that have it. */
    private List<Repository> mirrors(Digest digest, Repository target, List<Repository> pushed) throws IOException {
        List<Repository> mirrors = new ArrayList<>(pushed);
        for (RemoteImage source : sources) {
            if (sources.size() == 1 || source.holds(digest)) {
                mirrors.add(source.address().repository());
            }
        }
        return mirrors.stream()
                .filter(mirror -> mirror.domain().equals(target.domain()))
                .toList();
    }

    private static void push(Digest digest, Blob blob, RemoteImage target, List<Repository> mirrors, ByteMeter meter)
            throws IOException {
        switch (blob) {
            case FileRegion region -> target.push(digest, region.size(), () -> region, mirrors, meter);
            case SpoolingBlob remote ->
                target.push(
                        digest,
                        remote.size(),
                        () -> remote.fetch(digest, target.address().toString()),
                        mirrors,
                        meter);
            // The manifest contains its address.
            case AbsentBlob absent -> meter.passed(absent.size());
            default ->
                throw new IllegalStateException("a blob that neither the archive nor the registry has: " + digest);
        }
    }

    private void pushManifests(Tagged<WrittenImage> image) throws IOException {
        Optional<Index> index = WrittenImages.listed(image).index();
        if (index.isEmpty()) {
            Manifest only = image.platforms().getFirst().documents().manifest();
            for (RemoteImage target : targets) {
                target.pushManifest(only.mediaType(), only.bytes());
            }
            return;
        }
        for (RemoteImage target : repositories().values()) {
            for (WrittenImage platform : image.platforms()) {
                Manifest manifest = platform.documents().manifest();
                target.pushUntagged(manifest.mediaType(), manifest.bytes());
            }
        }
        for (RemoteImage target : targets) {
            target.pushManifest(index.get().mediaType(), index.get().bytes());
        }
    }

    /** Each repository once, by one of the names in it. */
    private Map<Repository, RemoteImage> repositories() {
        Map<Repository, RemoteImage> repositories = new LinkedHashMap<>();
        targets.forEach(target -> repositories.putIfAbsent(target.address().repository(), target));
        return repositories;
    }

    @Override
    public void close() {
        client.close();
    }
}
