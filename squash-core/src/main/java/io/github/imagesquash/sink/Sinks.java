// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.sink;

import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.ManifestFormat;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.request.BaseChoice;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.GroupingChoice;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.OldBase;
import io.github.imagesquash.request.RebaseRequest;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.request.WriteRequest;
import io.github.imagesquash.source.Stages;
import io.github.imagesquash.write.DirectoryForm;
import io.github.imagesquash.write.WrittenImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Opens the sink of a request. */
public final class Sinks {
    private Sinks() {}

    /** The sink of a request; refused if it would overwrite an input of the request. */
    public static Sink open(WriteRequest request, Spool spool) throws IOException {
        requireDifferent(request.source(), request.destination());
        for (BaseImage base : bases(request)) {
            requireDifferent(base.source(), request.destination());
        }
        return switch (request.destination()) {
            case Destination.Engine engine -> EngineSink.open(request, engine, spool);
            case Destination.Stream stream -> new StreamSink(spool.newFile(), stream.out());
            case Destination.Registry registry -> RegistrySink.open(registry, repositories(request), spool);
            case Destination.Archive file ->
                request.dryRun() ? DryRunSink.of(file.path(), spool) : FileSink.open(file.path(), request.sync());
            case Destination.Layout layout ->
                request.dryRun()
                        ? DryRunSink.of(layout.path(), spool)
                        : DirectorySink.open(layout.path(), new DirectoryForm.OciLayout(layout.ref()), request.sync());
            case Destination.Dir dir ->
                request.dryRun()
                        ? DryRunSink.of(dir.path(), spool)
                        : DirectorySink.open(dir.path(), new DirectoryForm.Dir(), request.sync());
        };
    }

    private static List<BaseImage> bases(WriteRequest request) {
        return switch (request) {
            case SquashRequest squash
            when squash.grouping() instanceof GroupingChoice.OntoPrevious(BaseImage previous, int _) ->
                List.of(previous);
            case SquashRequest squash -> bases(squash.layers());
            case RebaseRequest rebase ->
                switch (rebase.oldBase()) {
                    case OldBase.Named(BaseImage oldBase) -> List.of(oldBase, rebase.newBase());
                    case OldBase.Annotated _ -> List.of(rebase.newBase());
                };
        };
    }

    private static List<BaseImage> bases(LayerChoice layers) {
        return switch (layers) {
            case BaseChoice.Above(BaseImage base) -> List.of(base);
            case BaseChoice.AboveLayerOrImage(LayerChoice.AboveLayer _, BaseImage base) -> List.of(base);
            case BaseChoice.MostInCommon(List<BaseImage> candidates) -> candidates;
            case BaseChoice.Annotated _, LayerChoice.Within _ -> List.of();
        };
    }

    /**
     * Makes the complete output visible, unless the request is only tried.
     *
     * @param warnings receives one for media types that the request did not ask for
     */
    public static void commit(WriteRequest request, Sink sink, WrittenImages written, Stages stages, Warnings warnings)
            throws IOException {
        if (!request.dryRun()) {
            sink.commit(stages, written);
        }
        warnOfFormat(request.destination(), sink, warnings);
    }

    private static void warnOfFormat(Destination destination, Sink sink, Warnings warnings) {
        if (destination instanceof Destination.Registry registry
                && registry.format() != ManifestFormat.DOCKER
                && sink.format() == ManifestFormat.DOCKER) {
            warnings.add(
                    Warning.Kind.DOCKER_FORMAT,
                    0,
                    registry.addresses().getFirst().toString());
        }
    }

    /** The repositories that may have blobs of the new image, the likeliest first. */
    private static List<ImageAddress> repositories(WriteRequest request) {
        Stream<Source> sources = switch (request) {
            case SquashRequest squash
            when squash.grouping() instanceof GroupingChoice.OntoPrevious(BaseImage previous, int _) ->
                Stream.of(previous.source(), squash.source());
            case SquashRequest squash -> Stream.of(squash.source());
            case RebaseRequest rebase ->
                Stream.of(rebase.source(), rebase.newBase().source());
        };
        return sources.filter(Source.Registry.class::isInstance)
                .map(source -> ((Source.Registry) source).address())
                .toList();
    }

    /**
     * Refuses a file or directory as the destination if an image in it is read as well. An OCI layout can be both,
     * because the image is added to it.
     */
    private static void requireDifferent(Source source, Destination destination) throws IOException {
        switch (destination) {
            case Destination.Archive file -> requireDifferent(source, file.path());
            case Destination.Dir dir -> requireDifferent(source, dir.path());
            case Destination.Layout _, Destination.Engine _, Destination.Registry _, Destination.Stream _ -> {}
        }
    }

    private static void requireDifferent(Source source, Path output) throws IOException {
        if (source instanceof Source.Archive archive
                && Files.exists(archive.path())
                && Files.exists(output)
                && Files.isSameFile(archive.path(), output)) {
            throw new UnmetRequestException(output.toString(), "the output is the input; choose another name");
        }
    }
}
