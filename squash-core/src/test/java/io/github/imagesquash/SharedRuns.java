// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.LayerBuilder.layer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.LayerListing;
import io.github.imagesquash.fixture.Squashing;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.read.Platforms;
import io.github.imagesquash.report.BundleReport;
import io.github.imagesquash.report.ResultLayer;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/** Runs that squash several images together, and what the last one wrote. */
final class SharedRuns {
    /** Large enough for a layer of its own. */
    static final byte[] LARGE = "0123456789abcde\n".repeat(5000).getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static LayerBuilder base() {
        return layer().dir("etc/").file("etc/os", "x").dir("lib/").file("lib/c", LARGE);
    }

    BundleReport squash(ArchiveMembers archive, UnaryOperator<SquashRequest> change) throws IOException {
        out.reset();
        SquashRequest request = PlatformsRun.request(archive, new Destination.Stream(out));
        return Squashing.runEach(change.apply(request), new Platforms.One(Platform.ANY), ProgressListener.NONE);
    }

    BundleReport squash(ImageBuilder... images) throws IOException {
        return squash(ArchiveDialect.DOCKER_25.members(images), request -> request);
    }

    static List<String> diffIds(SquashReport image) {
        return image.result().stream().map(ResultLayer::diffId).toList();
    }

    /** The entries of one of an image's layers, contents left out that are large. */
    List<String> entries(int image, int layer) throws IOException {
        WrittenArchive archive = WrittenArchive.of(out.toByteArray());
        JsonNode manifest = new JsonMapper()
                .readTree(
                        archive.blob(archive.json("index.json").get("manifests").get(image)));
        byte[] tar = archive.blob(manifest.get("layers").get(layer));
        return LayerListing.ofTar(tar).stream()
                .map(line -> line.length() > 1000 ? line.substring(0, line.indexOf('=')) : line)
                .toList();
    }

    BundleReport squash(UnaryOperator<SquashRequest> change, ImageBuilder... images) throws IOException {
        return squash(ArchiveDialect.DOCKER_25.members(images), change);
    }

    /** Where the next run may write as well. */
    Destination destination() {
        return new Destination.Stream(out);
    }

    byte[] written() {
        return out.toByteArray();
    }
}
