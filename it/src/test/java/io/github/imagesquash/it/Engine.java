// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.command.LoadImageCallback;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Image;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.it.Program.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/** The Docker engine that Testcontainers finds. Nothing is pulled. Closing it removes the images that tests of this thread made. */
final class Engine implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of this run alone, as others may use the engine at the same time; not the process ID, which a container's may share. */
    private static final String RUN =
            "squash-it-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), Character.MAX_RADIX) + "-";

    /** Two classes of tests run at a time, each in one thread, and each removes only its own images. */
    private static final ThreadLocal<String> PREFIX =
            ThreadLocal.withInitial(() -> RUN + Thread.currentThread().threadId() + "-");

    private static final int FIRST_MAJOR_WITH_ZSTD = 23;

    private final DockerClient client;
    private final URI address;

    private Engine(DockerClient client, URI address) {
        this.client = client;
        this.address = address;
    }

    /**
     * The engine; without one the test is skipped. Only its address is asked of Testcontainers, whose own client would
     * first pull and start containers of its own.
     */
    static Engine connect() {
        try {
            TransportConfig address = DockerClientFactory.instance().getTransportConfig();
            return new Engine(DockerClientProviderStrategy.getClientForConfig(address), address.getDockerHost());
        } catch (IllegalStateException e) {
            throw Needs.missing("no Docker engine: " + e.getMessage());
        }
    }

    /** The name of an image that tests make, {@code squash-it-<run>-<thread>-<what>:1}. */
    static String imageName(String what) {
        return PREFIX.get() + what + ":1";
    }

    /** The Unix socket that the engine listens on; where it listens on something else the test is skipped. */
    Path socket() {
        if (!address.getScheme().equals("unix")) {
            throw Needs.missing("the engine listens on " + address + ", not on a Unix socket");
        }
        return Path.of(address.getPath());
    }

    /** Whether the engine reads layers compressed with zstd. */
    boolean readsZstd() {
        return Integer.parseInt(version().split("\\.")[0]) >= FIRST_MAJOR_WITH_ZSTD;
    }

    String version() {
        return client.versionCmd().exec().getVersion();
    }

    /** {@code docker load}. */
    void load(Path archive) throws IOException {
        try (InputStream in = Files.newInputStream(archive)) {
            client.loadImageAsyncCmd(in).exec(new LoadImageCallback()).awaitMessage();
        }
    }

    /** {@code docker save}. */
    Path save(String image, Path archive) throws IOException {
        try (InputStream saved = client.saveImageCmd(image).exec()) {
            Files.copy(saved, archive);
        }
        return archive;
    }

    /** {@code docker build} without network and cache. */
    void build(String dockerfile, String image) {
        byte[] context = LayerBuilder.layer().file("Dockerfile", dockerfile).toBytes();
        client.buildImageCmd(new ByteArrayInputStream(context))
                .withTags(Set.of(image))
                .withNetworkMode("none")
                .withNoCache(true)
                .withForcerm(true)
                .exec(new BuildImageResultCallback())
                .awaitImageId();
    }

    /** {@code docker run --rm --network none}. */
    Outcome run(String image, String... command) throws IOException {
        String container = client.createContainerCmd(image)
                .withCmd(command)
                .withHostConfig(HostConfig.newHostConfig().withNetworkMode("none"))
                .exec()
                .getId();
        try {
            client.startContainerCmd(container).exec();
            int exitCode = client.waitContainerCmd(container)
                    .exec(new WaitContainerResultCallback())
                    .awaitStatusCode();
            return new Outcome(exitCode, log(container, true, false), text(log(container, false, true)));
        } finally {
            client.removeContainerCmd(container).withForce(true).exec();
        }
    }

    /** How many layers an image has. */
    int layers(String image) {
        return client.inspectImageCmd(image).exec().getRootFS().getLayers().size();
    }

    /** An image's file system, mounted read-only by the kernel from the directories that the engine keeps its layers in. */
    OverlayMount mount(String image) throws IOException {
        return OverlayMount.of(layerDirectories(image));
    }

    /** The same, mounted below an empty directory. */
    OverlayMount mount(String image, Path place) throws IOException {
        return OverlayMount.of(layerDirectories(image), place);
    }

    private List<String> layerDirectories(String image) {
        Needs.root();
        JsonNode driver = JSON.valueToTree(
                client.inspectImageCmd(image).exec().getRawValues().get("GraphDriver"));
        if (!driver.path("Name").asText().equals("overlay2")) {
            throw Needs.missing("the engine's storage driver is not overlay2");
        }
        JsonNode directories = driver.path("Data");
        Stream<String> lower = Stream.of(directories.path("LowerDir").asText().split(":"));
        return Stream.concat(Stream.of(directories.path("UpperDir").asText()), lower)
                .filter(directory -> !directory.isEmpty())
                .toList();
    }

    /** The listing of an image's file system. */
    FileListing list(String image) throws IOException {
        try (OverlayMount mount = mount(image)) {
            return FileLister.list(mount.root());
        }
    }

    /** {@code docker rmi}. */
    void remove(String... images) {
        for (String image : images) {
            client.removeImageCmd(image).withForce(true).exec();
        }
    }

    @Override
    public void close() {
        for (Image image : client.listImagesCmd().exec()) {
            String[] names = Optional.ofNullable(image.getRepoTags()).orElse(new String[0]);
            remove(Stream.of(names)
                    .filter(name -> name.startsWith(PREFIX.get()))
                    .toArray(String[]::new));
        }
    }

    private byte[] log(String container, boolean output, boolean errors) throws IOException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (ResultCallback.Adapter<Frame> frames = new ResultCallback.Adapter<Frame>() {
            @Override
            public void onNext(Frame frame) {
                log.writeBytes(frame.getPayload());
            }
        }) {
            client.logContainerCmd(container)
                    .withStdOut(output)
                    .withStdErr(errors)
                    .withTailAll()
                    .exec(frames)
                    .awaitCompletion();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while reading the log of " + container, e);
        }
        return log.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
