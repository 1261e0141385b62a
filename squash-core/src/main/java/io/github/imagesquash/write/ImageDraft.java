package io.github.imagesquash.write;

import io.github.imagesquash.image.Image;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.History;
import io.github.imagesquash.oci.ImageConfig;
import io.github.imagesquash.oci.Manifest;
import io.github.imagesquash.oci.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The new image but for its layers: the source's config and annotations with what must change.
 *
 * @param source the image that was squashed
 * @param latest no time in the config is later than this
 * @param encoding how its layers are stored
 */
public record ImageDraft(Image source, Instant latest, LayerEncoding encoding) {
    /** Names a manifest whose layers are no longer there. */
    private static final String BASE_DIGEST = "org.opencontainers.image.base.digest";

    /** The documents of the image with these layers, base first. */
    ImageDocuments with(List<WrittenLayer> layers) {
        List<Digest> diffIds = layers.stream().map(WrittenLayer::diffId).toList();
        ImageConfig config = source.config().squashed(diffIds, history(layers.size()), created());
        Descriptor configDescriptor = new Descriptor(MediaType.CONFIG, config.digest(), config.bytes().length);
        List<Descriptor> descriptors =
                layers.stream().map(WrittenLayer::descriptor).toList();
        return new ImageDocuments(
                config, new Manifest(configDescriptor, descriptors, annotations()), source.platform());
    }

    /**
     * Documents that are at least as long as those of the finished image, which will have one layer.
     *
     * @param distinction another for each image, as two must not be taken for one
     */
    ImageDocuments largest(int distinction) {
        Digest digest = Digest.sha256Of(new byte[] {(byte) (distinction >> 8), (byte) distinction});
        Descriptor layer = new Descriptor(mediaType(), digest, Long.MAX_VALUE);
        return with(List.of(new WrittenLayer(digest, layer, 0, 0)));
    }

    private MediaType mediaType() {
        return MediaType.layer(encoding.compression().suffix());
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
