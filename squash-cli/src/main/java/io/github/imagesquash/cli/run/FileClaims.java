// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.run;

import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.RegistryOptions;
import io.github.imagesquash.request.BaseChoice;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.GroupingChoice;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files that a run reads and writes. None is written over another: that is wrong usage, and is refused before
 * anything is read.
 */
public final class FileClaims {
    /** Names at the top of directories that hold an image. */
    private static final String OF_IMAGES =
            "blobs|index\\.json|oci-layout|manifest\\.json|version|repositories|signature-.*|[0-9a-f]{64}.*|\\.squash\\.lock";

    /** Files that mark a directory as containing only such names. */
    private static final List<String> MARKS = List.of("oci-layout", "index.json", "version");

    private final OptionValues values;
    private final List<Claim> read = new ArrayList<>();
    private final List<Claim> written = new ArrayList<>();

    public FileClaims(OptionValues values) {
        this.values = values;
    }

    /**
     * A file or directory that is used.
     *
     * @param role the option or parameter that names it
     * @param path the path as given
     */
    private record Claim(String role, Path path, FileIdentity identity) {
        boolean isDirectory() {
            return Files.isDirectory(path);
        }

        boolean isFile() {
            return Files.isRegularFile(path);
        }

        @Override
        public String toString() {
            return role + " " + path;
        }
    }

    /** The source of an image. */
    public void read(String role, Source source) {
        switch (source) {
            case Source.Archive archive -> read(role, archive.path());
            case Source.Stream _ -> standardStream(role, 0, read);
            case Source.Engine _, Source.Registry _ -> {}
        }
    }

    /** The images that others are compared with. */
    public void read(LayerChoice layers) {
        switch (layers) {
            case BaseChoice.Above(BaseImage base) -> read("the base", base.source());
            case BaseChoice.MostInCommon(List<BaseImage> candidates) ->
                candidates.forEach(base -> read("the base", base.source()));
            case BaseChoice.Annotated _, BaseChoice.AboveLayerOrImage _, LayerChoice.Within _ -> {}
        }
    }

    /** The image whose layers are reused. */
    public void read(GroupingChoice grouping) {
        if (grouping instanceof GroupingChoice.OntoPrevious(BaseImage previous, int _)) {
            read("the previous image", previous.source());
        }
    }

    /** Files that an option names. */
    public void read(String role, List<String> files) {
        files.stream().filter(file -> !file.isEmpty()).forEach(file -> read(role, Path.of(file)));
    }

    /** The files for the access to registries. */
    public void readCredentials(RegistryOptions options) {
        read("--authfile", List.of(options.authFile));
        read("--ca-file", options.caFiles);
    }

    private void read(String role, Path path) {
        claim(role, path, read);
    }

    /** The destination of the new image; the first written file. */
    public void written(Destination destination) {
        switch (destination) {
            case Destination.Archive archive -> written("--output", archive.path());
            case Destination.Layout layout -> written("--output", layout.path());
            case Destination.Dir dir -> written("--output", dir.path());
            case Destination.Stream _, Destination.Engine _, Destination.Registry _ -> {}
        }
        writtenToStandardOutput();
    }

    /** Standard output, if the shell redirects it to a file. */
    public void writtenToStandardOutput() {
        standardStream("standard output", 1, written);
    }

    /** A result file; refused if it is one of the others. */
    public void written(String role, Path path) {
        claim(role, path, written);
    }

    private void standardStream(String role, int descriptor, List<Claim> claims) {
        Path path = Path.of("/dev/fd/" + descriptor);
        if (Files.isRegularFile(path)) {
            claim(role, path, claims);
        }
    }

    private static void claim(String role, Path path, List<Claim> claims) {
        Optional<FileIdentity> identity = FileIdentity.of(path);
        identity.ifPresent(there -> claims.add(new Claim(role, path, there)));
    }

    /** @throws picocli.CommandLine.ParameterException if one file would be written over another */
    public void requireApart() {
        for (int i = 0; i < written.size(); i++) {
            Claim output = written.get(i);
            for (Claim other : written.subList(0, i)) {
                if (output.identity().isSame(other.identity())) {
                    throw values.wrongUsage(other + " and " + output + " are one file; choose another name");
                }
                requireOutside(output, other);
            }
            for (Claim input : read) {
                requireApart(output, input);
            }
        }
    }

    private void requireApart(Claim output, Claim input) {
        // A layout may be added to.
        if (!output.isDirectory() && output.identity().isSame(input.identity())) {
            throw values.wrongUsage(output + " would be written over what is read, " + input + "; choose another name");
        }
        requireOutside(output, input);
    }

    /** In the directory of an image, no file replaces a part of the image. */
    private void requireOutside(Claim output, Claim image) {
        if (!image.isDirectory()) {
            return;
        }
        Optional<String> top = output.identity().topIn(image.identity());
        if (top.isPresent() && (top.get().matches(OF_IMAGES) || output.isFile() && !hasMark(image.path()))) {
            throw values.wrongUsage(output + " is in the image's own directory, " + image + "; choose another place");
        }
    }

    private static boolean hasMark(Path directory) {
        return MARKS.stream().anyMatch(mark -> Files.exists(directory.resolve(mark)));
    }
}
