package io.github.imagesquash.cli;

import io.github.imagesquash.SquashRequest.Destination;
import io.github.imagesquash.oci.Reference;
import java.util.List;

/**
 * Where a run has put the new image.
 *
 * @param sentence for people, such as {@code loaded into Docker as app:small}
 * @param name for programs, as one would give it to {@code -o}, but {@code standard output} in words
 */
record Placed(String sentence, String name) {

    /** Words for a destination and the full names of the image that went there. */
    static Placed of(Destination destination, List<String> tags) {
        return switch (destination) {
            case Destination.Archive file -> written(file.path().toString());
            case Destination.Stream _ -> written("standard output");
            case Destination.Engine engine -> {
                String tag =
                        tags.isEmpty() ? "" : Reference.parse(tags.getFirst()).familiar();
                yield new Placed(
                        "loaded into " + engine.engine().kind().title() + " as " + tag,
                        engine.engine().kind().transport() + tag);
            }
        };
    }

    private static Placed written(String place) {
        return new Placed("written to " + place, place);
    }
}
