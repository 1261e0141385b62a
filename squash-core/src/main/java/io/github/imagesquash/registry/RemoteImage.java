// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import io.github.imagesquash.blob.Blob;
import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.MediaType;
import io.github.imagesquash.registry.BlobProbe.Presence;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One name in a registry, and the repository's blobs (OCI distribution-spec). All methods fail with an {@link
 * IOException} that names the image and the blob and gives the answer of the registry: a {@link RegistryException} if
 * it refused or could not be reached, {@link java.io.InterruptedIOException} if the calling thread was interrupted.
 */
public final class RemoteImage {
    private static final String MANIFEST_TYPES =
            MediaType.ofManifests().stream().map(MediaType::text).collect(Collectors.joining(", "));

    private final Session session;
    private final ImageAddress address;
    private final Scope scope;

    RemoteImage(Session session, ImageAddress address, Scope scope) {
        this.session = session;
        this.address = address;
        this.scope = scope;
    }

    /** Its address. */
    public ImageAddress address() {
        return address;
    }

    /**
     * The manifest or index that the address names.
     *
     * @throws RegistryException if there is none, or access is denied
     * @throws InvalidImageException if it does not have the digest of the address, or is too long
     */
    public RemoteManifest manifest() throws IOException {
        return manifest(address);
    }

    /** As {@link #manifest()}; empty if there is none. */
    public Optional<RemoteManifest> manifestIfPresent() throws IOException {
        try {
            return Optional.of(manifest(address));
        } catch (AbsentManifestException _) {
            return Optional.empty();
        }
    }

    /**
     * Another manifest of the repository.
     *
     * @throws RegistryException if there is none
     * @throws InvalidImageException if it does not have this digest, or is too long
     */
    public RemoteManifest manifest(Digest digest) throws IOException {
        return manifest(address.withVersion(digest.toString()));
    }

    private RemoteManifest manifest(ImageAddress wanted) throws IOException {
        String where = wanted.toString();
        Request request = Request.of("GET", uri("manifests/" + wanted.version()), scope);
        byte[] bytes = document(request.with("Accept", MANIFEST_TYPES), where);
        Optional<Digest> promised = wanted.digest();
        MessageDigest computation = promised.map(Digest::newMessageDigest).orElseGet(Digest::newSha256);
        computation.update(bytes);
        Digest found =
                promised.map(digest -> digest.sameAlgorithm(computation)).orElseGet(() -> Digest.sha256(computation));
        if (promised.isPresent() && !promised.get().equals(found)) {
            throw InvalidImageException.mismatch(where, "digest of the manifest", promised.get(), found);
        }
        return new RemoteManifest(bytes, found);
    }

    private byte[] document(Request request, String where) throws IOException {
        try {
            return session.document(request, where, answer -> {
                if (answer.status() == 404) {
                    throw new AbsentManifestException(where, answer.quote());
                }
                throw session.refused(where, answer);
            });
        } catch (IOException e) {
            throw Http.described(where, e);
        }
    }

    /** A blob, which is requested only when it is read. */
    public Blob blob(Descriptor descriptor) {
        Request request = Request.of("GET", uri("blobs/" + descriptor.digest()), scope);
        return new RemoteBlob(session, request, whereOf(descriptor.digest()), descriptor.size());
    }

    /**
     * Whether the repository is known to have a blob; false also if the registry gives no clear answer.
     *
     * @throws RegistryException if the registry cannot be reached
     */
    public boolean holds(Digest digest) throws IOException {
        try {
            return probe(digest).ask() == Presence.THERE;
        } catch (IOException e) {
            throw Http.described(whereOf(digest), e);
        }
    }

    private BlobProbe probe(Digest digest) {
        return new BlobProbe(session, uri("blobs/" + digest), scope);
    }

    /**
     * Fails if the repository cannot be pushed to, so that the user learns it before all work is done: begins an upload
     * and cancels it.
     *
     * @throws RegistryException if pushing is not allowed
     */
    public void requireWritable() throws IOException {
        try {
            requireWritable(address.toString());
        } catch (IOException e) {
            throw Http.described(address.toString(), e);
        }
    }

    private void requireWritable(String where) throws IOException {
        Request request = Request.of("POST", uri("blobs/uploads/"), scope);
        RegistryResponse answer = send(request, where);
        if (!answer.isSuccess()) {
            throw session.refused(where, answer);
        }
        answer.discard();
        session.cancel(session.upload(request.uri(), answer), scope);
    }

    /**
     * Pushes a blob, unless the repository already has it.
     *
     * @param size in bytes
     * @param content the bytes, used only if the blob has to be sent
     * @param mirrors repositories of the same registry that also have it, from which it may be mounted
     * @param meter counts the stored bytes, whether they had to be sent or not
     * @throws RegistryException if the registry refuses it, for lack of space or because the received bytes have
     *     another digest, or if the connection breaks repeatedly; the repository then does not have the blob
     */
    public void push(Digest digest, long size, BlobContent content, List<Repository> mirrors, ByteMeter meter)
            throws IOException {
        if (holds(digest)) {
            meter.passed(size);
            return;
        }
        String where = whereOf(digest);
        try {
            UploadRequests requests =
                    new UploadRequests(session, uri("blobs/uploads/"), probe(digest), scope, where, digest);
            new BlobUpload(requests, size, content, meter).run(mirrors);
        } catch (IOException e) {
            throw Http.described(where, e);
        }
    }

    /**
     * Fails if the address no longer has a digest. Registries cannot compare and set: a change between this request and the
     * next one is not noticed.
     *
     * @param expected empty for any, or none
     * @throws UnmetRequestException if it has another one
     */
    public void requireDigest(Optional<Digest> expected) throws IOException {
        if (expected.isPresent()) {
            Digest found = manifest().digest();
            if (!found.equals(expected.get())) {
                throw UnmetRequestException.mismatch(address.toString(), "digest", expected.get(), found);
            }
        }
    }

    /**
     * Pushes a manifest or an index under the address, whose tag then refers to it. All blobs and manifests that it
     * names must already exist.
     *
     * @throws ManifestRefusedException if the registry may not accept its media types; the tag has not moved
     * @throws RegistryException if the registry refuses it; the tag has not moved
     * @throws InvalidImageException if the registry stored something else
     */
    public void pushManifest(MediaType mediaType, byte[] document) throws IOException {
        pushManifest(address, mediaType, document);
    }

    /**
     * Pushes a manifest only under its digest, for an index that will name it; errors are those of {@link
     * #pushManifest}.
     */
    public void pushUntagged(MediaType mediaType, byte[] document) throws IOException {
        pushManifest(address.withVersion(Digest.sha256Of(document).toString()), mediaType, document);
    }

    private void pushManifest(ImageAddress target, MediaType mediaType, byte[] document) throws IOException {
        String where = target + ": manifest";
        Request request = Request.of("PUT", uri("manifests/" + target.version()), scope)
                .with("Content-Type", mediaType.text())
                .sending(document);
        RegistryResponse answer = send(request, where);
        if (!answer.isSuccess()) {
            Refusal refusal = answer.refusal();
            RegistryException failure = session.refused(where, answer, refusal);
            throw refusal.mayBeOfMediaTypes() ? new ManifestRefusedException(failure) : failure;
        }
        answer.discard();
        String expected = Digest.sha256Of(document).toString();
        // A digest of another algorithm, or none, says nothing about the stored bytes.
        String stored = answer.header("Docker-Content-Digest")
                .filter(text -> text.matches("sha256:[0-9a-f]{64}"))
                .orElse(expected);
        if (!stored.equals(expected)) {
            throw InvalidImageException.mismatch(where, "digest that the registry stored", expected, stored);
        }
    }

    private RegistryResponse send(Request request, String where) throws IOException {
        try {
            return session.send(request);
        } catch (IOException e) {
            throw Http.described(where, e);
        }
    }

    private URI uri(String path) {
        return session.uri(address.repository().path() + "/" + path);
    }

    private String whereOf(Digest digest) {
        return address + ": blob " + digest.shortForm();
    }
}
