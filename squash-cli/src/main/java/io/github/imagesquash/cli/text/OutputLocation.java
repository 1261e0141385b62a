// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.report.BundleReport;
import io.github.imagesquash.report.ImageReport;
import io.github.imagesquash.report.ResultLayer;
import io.github.imagesquash.report.RunReport;
import io.github.imagesquash.request.Destination;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The place of a run's new image.
 *
 * @param sentence for people, such as {@code loaded into Docker as app:small}
 * @param name for programs, as for {@code -o}, except {@code standard output} in words
 * @param registry whether it is a registry
 * @param dryRun whether this was a dry run, which writes nothing
 * @param pushed the full names, with digests, of the images in registries
 */
public record OutputLocation(String sentence, String name, boolean registry, boolean dryRun, List<String> pushed) {
    private static final String UP_TO_DATE = "already up to date: ";

    public OutputLocation {
        pushed = List.copyOf(pushed);
    }

    /** The texts for a destination and its images. */
    public static OutputLocation of(Destination destination, RunReport report) {
        return switch (report) {
            case ImageReport image
            when destination instanceof Destination.Engine && isThere(image) ->
                of(destination, image.tags(), image.descriptor()).upToDate();
            case ImageReport image -> of(destination, image.tags(), image.descriptor());
            case BundleReport bundle -> ofBundle(destination, bundle);
        };
    }

    private static boolean isThere(ImageReport image) {
        List<ResultLayer> layers = image.platforms().stream()
                .flatMap(platform -> platform.result().stream())
                .toList();
        return !layers.isEmpty() && layers.stream().allMatch(ResultLayer::inDestination);
    }

    /** The image was there before. */
    private OutputLocation upToDate() {
        return new OutputLocation(UP_TO_DATE + name + " is this image", name, registry, dryRun, pushed);
    }

    private static OutputLocation ofBundle(Destination destination, BundleReport bundle) {
        if (destination instanceof Destination.Engine engine) {
            String tags = bundle.tags().stream()
                    .map(tag -> Reference.parse(tag).familiar())
                    .collect(Collectors.joining(", "));
            return new OutputLocation(
                    "loaded into " + engine.engine().kind().title() + (tags.isEmpty() ? "" : " as " + tags),
                    engine.engine().kind().transport(),
                    false,
                    false,
                    List.of());
        }
        return of(destination, bundle.tags(), bundle.images().getFirst().descriptor());
    }

    /** As {@link #of(Destination, RunReport)}, for an image with this name. */
    public static OutputLocation of(Destination destination, List<String> tags, Descriptor descriptor) {
        return switch (destination) {
            case Destination.Archive file -> written(file.path().toString());
            case Destination.Layout layout ->
                written(Transport.OCI.prefix()
                        + layout.path()
                        + layout.ref().map(ref -> ":" + ref).orElse(""));
            case Destination.Dir dir -> written(Transport.DIR.prefix() + dir.path());
            case Destination.Stream _ -> written("standard output");
            case Destination.Engine engine -> {
                String tag =
                        tags.isEmpty() ? "" : Reference.parse(tags.getFirst()).familiar();
                yield new OutputLocation(
                        "loaded into " + engine.engine().kind().title() + " as " + tag,
                        engine.engine().kind().transport() + tag,
                        false,
                        false,
                        List.of());
            }
            case Destination.Registry registry -> {
                String name = registry.addresses().getFirst().toString();
                String digest = "@" + descriptor.digest();
                yield new OutputLocation(
                        "pushed to " + name,
                        name,
                        true,
                        false,
                        tags.stream().map(tag -> tag + digest).toList());
            }
        };
    }

    /** Whether an engine has the image, whose layers are not compressed. */
    public boolean engine() {
        return name.startsWith(Transport.DOCKER_DAEMON.prefix())
                || name.startsWith(Transport.CONTAINERS_STORAGE.prefix());
    }

    /** Written to a file or stream. */
    public static OutputLocation written(String place) {
        return new OutputLocation("written to " + place, place, false, false, List.of());
    }

    /** The same after a dry run. */
    public OutputLocation tried() {
        String not = sentence.startsWith(UP_TO_DATE) ? "" : "not ";
        return new OutputLocation("dry run: " + not + sentence, name, registry, true, List.of());
    }
}
