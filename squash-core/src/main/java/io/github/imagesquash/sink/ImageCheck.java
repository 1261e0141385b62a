// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.sink;

import io.github.imagesquash.engine.Containers;
import io.github.imagesquash.engine.EngineClient;
import io.github.imagesquash.engine.EngineException;
import io.github.imagesquash.engine.EngineImage;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.request.RefusedException;
import io.github.imagesquash.request.RefusedException.Reason;
import io.github.imagesquash.request.RunCheck;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.request.WriteRequest;
import io.github.imagesquash.slim.TracedPaths;
import io.github.imagesquash.write.WrittenImages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs commands in the old image and in the new one, which the engine has loaded, and compares how they end. */
final class ImageCheck {
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;

    private final RunCheck check;
    private final EngineClient client;
    private final String where;
    private final String source;

    /** The images that had the names of the new one. */
    private final Map<String, Optional<String>> owners = new LinkedHashMap<>();

    private ImageCheck(RunCheck check, EngineClient client, String where, String source) {
        this.check = check;
        this.where = where;
        this.client = client;
        this.source = source;
    }

    /**
     * The check of a request; refused if the engine does not have the old image, or cannot run it.
     *
     * @param source the old image, if the engine has it
     */
    static ImageCheck of(WriteRequest request, EngineClient client, Optional<EngineImage> source)
            throws EngineException {
        RunCheck check =
                request instanceof SquashRequest squash ? squash.safeguards().check() : RunCheck.NONE;
        if (check.isRequested()) {
            Containers _ = client.containers();
            if (source.isEmpty()) {
                throw new EngineException(
                        client.kind(), "a check runs the old image too, so IMAGE has to be one of this engine");
            }
        }
        return new ImageCheck(
                check,
                client,
                request.source() instanceof Source.Engine engine ? engine.name() : "",
                source.map(EngineImage::id).orElse(""));
    }

    /** Remembers who has the names, so that they can be given back. */
    void prepare(WrittenImages written) throws IOException {
        for (String name : check.isRequested() ? names(written) : List.<String>of()) {
            owners.put(name, client.find(name).map(EngineImage::id));
        }
    }

    private static List<String> names(WrittenImages written) {
        return written.images().stream()
                .flatMap(image -> image.tags().full().stream())
                .map(Reference::toString)
                .toList();
    }

    /**
     * Requires that each command ends with the same exit code. Otherwise the new image loses its names again.
     *
     * @throws RefusedException if one does not; the message names the first file that it lacks, if that can be traced
     * @throws UnmetRequestException if the old image cannot start one
     */
    void require(WrittenImages written) throws IOException {
        if (!check.isRequested()) {
            return;
        }
        boolean passed = false;
        try {
            for (String name : names(written)) {
                require(client.require(name).id());
            }
            passed = true;
        } finally {
            if (!passed) {
                giveBack();
            }
        }
    }

    private void giveBack() throws IOException {
        for (Map.Entry<String, Optional<String>> owner : owners.entrySet()) {
            if (owner.getValue().isPresent()) {
                client.containers().tag(owner.getValue().get(), owner.getKey());
            } else {
                client.containers().untag(owner.getKey());
            }
        }
    }

    private void require(String image) throws IOException {
        Containers containers = client.containers();
        for (String command : check.commands()) {
            int before = containers.run(source, check.options(), command);
            if (before == NOT_EXECUTABLE || before == NOT_FOUND) {
                throw new UnmetRequestException(
                        where, "--check " + shown(command) + ": the old image cannot run it: exit code " + before);
            }
            int after = containers.run(image, check.options(), command);
            if (after != before) {
                String lacking = missing(image, command)
                        .map(path -> "; the new one lacks " + Printable.of(path))
                        .orElse("");
                throw new RefusedException(
                        "--check " + shown(command) + ": exit code " + after + " in the new image, " + before
                                + " in the old one" + lacking
                                + (owners.isEmpty() ? "" : "; the new image lost its name"),
                        new Reason.CheckFailed(command, before, after));
            }
        }
    }

    private static String shown(String command) {
        return "\"" + Printable.of(command) + "\"";
    }

    /** The first file that the new image asks for and lacks, and that the old one opened. */
    private Optional<String> missing(String image, String command) throws IOException {
        Containers containers = client.containers();
        Optional<String> before = containers.trace(source, check.options(), command);
        Optional<String> after =
                before.isEmpty() ? Optional.empty() : containers.trace(image, check.options(), command);
        if (after.isEmpty()) {
            return Optional.empty();
        }
        Set<String> opened = TracedPaths.in(new BufferedReader(new StringReader(before.get())));
        return TracedPaths.missingIn(new BufferedReader(new StringReader(after.get()))).stream()
                .filter(opened::contains)
                .findFirst();
    }
}
