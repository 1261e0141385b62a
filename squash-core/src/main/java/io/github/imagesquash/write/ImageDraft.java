package io.github.imagesquash.write;

import io.github.imagesquash.image.Image;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.DockerManifest;
import io.github.imagesquash.oci.History;
import io.github.imagesquash.oci.ImageConfig;
import io.github.imagesquash.oci.Index;
import io.github.imagesquash.oci.Manifest;
import io.github.imagesquash.oci.MediaType;
import io.github.imagesquash.oci.Reference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The new image but for its layers: the source's config and annotations with what must change, and its names.
 *
 * @param source the image that was squashed
 * @param names the new names; may be empty
 * @param latest no time in the config is later than this
 */
public record ImageDraft(Image source, List<Reference> names, Instant latest) {
    /** Names a manifest whose layers are no longer there. */
    private static final String BASE_DIGEST = "org.opencontainers.image.base.digest";

    public ImageDraft {
        names = List.copyOf(names);
    }

    /** The control files of the image with these layers, base first. */
    ControlFiles with(List<WrittenLayer> layers) {
        List<Digest> diffIds = layers.stream().map(WrittenLayer::diffId).toList();
        ImageConfig config = source.config().squashed(diffIds, history(layers.size()), created());
        Descriptor configDescriptor = new Descriptor(MediaType.CONFIG, config.digest(), config.bytes().length);
        List<Descriptor> descriptors =
                layers.stream().map(WrittenLayer::descriptor).toList();
        Manifest manifest = new Manifest(configDescriptor, descriptors, annotations());
        Index index = Index.ofImage(manifest.descriptor().withPlatform(source.platform()), names);
        DockerManifest docker = DockerManifest.ofBlobs(
                config.digest(),
                names,
                descriptors.stream().map(Descriptor::digest).toList());
        return new ControlFiles(config, manifest, index, docker);
    }

    /** The old steps stay readable but own no layer any more; each new layer gets a step of its own. */
    private List<History> history(int newLayers) {
        List<History> history = new ArrayList<>();
        source.config()
                .history()
                .forEach(step -> history.add(step.withoutLayer().notAfter(latest)));
        String created = created().map(Instant::toString).orElse("");
        String comment = "merged from " + source.layers().size() + " layers";
        for (int i = 0; i < newLayers; i++) {
            history.add(History.ofLayer(created, "squash", comment));
        }
        return history;
    }

    private Optional<Instant> created() {
        return source.config().created().map(created -> new ModTimes(latest).clamp(created));
    }

    private Map<String, String> annotations() {
        Map<String, String> kept = new TreeMap<>(source.annotations());
        kept.remove(BASE_DIGEST);
        return kept;
    }
}
