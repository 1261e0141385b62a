// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.analyze;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imagesquash.analyze.Duplicates;
import io.github.imagesquash.packages.InstalledPackage;
import io.github.imagesquash.packages.PackageSizes;
import io.github.imagesquash.packages.PackageSizes.EcosystemSize;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.report.CompressedEstimate;
import io.github.imagesquash.report.DropPreview;
import io.github.imagesquash.report.PullCosts;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The results about rules, packages, duplicates and compressed layers, as parts of an analysis's JSON. */
final class SizesJson {
    private static final double MILLIS = 1000.0;

    private final JsonGenerator json;

    SizesJson(JsonGenerator json) {
        this.json = json;
    }

    void writeDrops(List<DropPreview> drops) throws IOException {
        json.writeArrayFieldStart("drops");
        for (DropPreview drop : drops) {
            json.writeStartObject();
            json.writeStringField("set", drop.set());
            json.writeStringField("about", drop.about());
            json.writeNumberField("paths", drop.paths());
            json.writeNumberField("bytes", drop.bytes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** @param top how many packages are listed at most */
    void writePackages(Packages packages, int top) throws IOException {
        json.writeArrayFieldStart("ecosystems");
        for (EcosystemSize kind : PackageSizes.byEcosystem(packages)) {
            json.writeStartObject();
            json.writeStringField("ecosystem", kind.ecosystem().label());
            json.writeNumberField("packages", kind.packages());
            json.writeNumberField("bytes", kind.bytes());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("largestPackages");
        for (InstalledPackage installed : PackageSizes.largest(packages, top)) {
            writePackage(installed);
        }
        json.writeEndArray();
    }

    /** @param top how many contents are listed at most */
    void writeDuplicates(Duplicates duplicates, int top) throws IOException {
        json.writeObjectFieldStart("duplicates");
        json.writeNumberField("smallestBytes", duplicates.smallest());
        json.writeNumberField("contents", duplicates.groups().size());
        json.writeNumberField("spareFiles", duplicates.spareFiles());
        json.writeNumberField("wastedBytes", duplicates.wastedBytes());
        json.writeArrayFieldStart("largest");
        for (Duplicates.Group group : duplicates.groups().stream().limit(top).toList()) {
            json.writeStartObject();
            json.writeNumberField("wastedBytes", group.wastedBytes());
            json.writeNumberField("bytes", group.bytes());
            json.writeArrayFieldStart("paths");
            for (ImagePath path : group.paths()) {
                json.writeString(path.toString());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    void writeEstimate(CompressedEstimate estimate) throws IOException {
        json.writeObjectFieldStart("estimate");
        json.writeStringField("compression", estimate.compression().toString());
        json.writeNumberField("level", estimate.level());
        json.writeNumberField("layersBytes", estimate.layersBytes());
        json.writeNumberField("squashedBytes", estimate.squashedBytes());
        json.writeNumberField("reclaimableBytes", estimate.reclaimableBytes());
        json.writeEndObject();
    }

    void writePull(PullCosts costs) throws IOException {
        json.writeObjectFieldStart("pull");
        writeLayers("everything", costs.everything());
        if (costs.base().isPresent()) {
            json.writeObjectFieldStart("base");
            json.writeNumberField("layers", costs.base().get().layers());
            writeLayers("wholeLayers", costs.base().get().whole());
            json.writeEndObject();
        }
        if (costs.since().isPresent()) {
            PullCosts.Since since = costs.since().get();
            json.writeObjectFieldStart("since");
            json.writeStringField("image", since.image());
            writeLayers("wholeLayers", since.whole());
            if (since.files().isPresent()) {
                PullCosts.Files files = since.files().get();
                json.writeObjectFieldStart("singleFiles");
                json.writeNumberField("bytes", files.bytes());
                json.writeNumberField("files", files.files());
                json.writeNumberField("fileBytes", files.fileBytes());
                json.writeNumberField("dataBytes", files.dataBytes());
                writeLayers("wholeLayers", files.whole());
                writeSeconds(files.time());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        if (costs.model().isPresent()) {
            json.writeObjectFieldStart("model");
            json.writeNumberField("bytesPerSecond", costs.model().get().bandwidth());
            json.writeNumberField("streams", costs.model().get().streams());
            json.writeNumberField("unpackedPerSecond", costs.model().get().unpacking());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void writeSeconds(Optional<Duration> time) throws IOException {
        if (time.isPresent()) {
            json.writeNumberField("seconds", time.get().toMillis() / MILLIS);
        }
    }

    private void writeLayers(String name, PullCosts.Layers layers) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("layers", layers.layers());
        json.writeNumberField("bytes", layers.bytes());
        writeSeconds(layers.time());
        json.writeEndObject();
    }

    private void writePackage(InstalledPackage installed) throws IOException {
        json.writeStartObject();
        json.writeStringField("ecosystem", installed.id().ecosystem().label());
        json.writeStringField("name", installed.id().name());
        json.writeStringField("version", installed.id().version());
        json.writeStringField("architecture", installed.id().architecture());
        json.writeStringField("database", installed.database().toString());
        json.writeNumberField("files", installed.files().size());
        json.writeNumberField("bytes", installed.contentBytes());
        json.writeNumberField("statedBytes", installed.statedBytes());
        json.writeEndObject();
    }
}
