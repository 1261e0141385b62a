// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import io.github.imagesquash.cli.option.ImageName;
import io.github.imagesquash.cli.option.InputImage;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.ResultOptions;
import io.github.imagesquash.message.SeveralImagesException;
import picocli.CommandLine.ParameterException;

/** The options that can be combined with {@code --image all}. */
final class AllImagesRules {
    private final SquashCommand command;
    private final OptionValues values;

    AllImagesRules(SquashCommand command, OptionValues values) {
        this.command = command;
        this.values = values;
    }

    /**
     * Refuses options that are not valid for several images, as far as that is known before the archive is opened.
     *
     * @throws ParameterException with the alternative
     */
    void require(InputImage input) {
        ImageName name = input.name();
        switch (name.transport()) {
            case ENGINE, DOCKER_DAEMON, CONTAINERS_STORAGE ->
                throw values.wrongUsage(
                        "--image all: an engine has no list of images to squash; name them: docker save a b c |"
                                + " squash --image all - | docker load");
            case REGISTRY -> throw values.wrongUsage("--image all: a name in a registry is the name of one image");
            case STREAM, FILE, DOCKER_ARCHIVE, OCI_ARCHIVE, OCI, DIR -> {}
        }
        if (!name.reference().isEmpty()) {
            throw values.wrongUsage("--image all: IMAGE already names the image " + name.reference());
        }
        if (command.group.groupBy.startsWith(GroupingParser.PREVIOUS)) {
            throw values.wrongUsage("--group-by previous: and --image all: only one image can follow a previous one");
        }
        ResultOptions results = command.results;
        command.pages.requestedBy().ifPresent(option -> refuse(option, option, "it shows one image"));
        refuse("--digest-file", results.digestFile, "each image has its own digest; --json lists them");
        refuse("--metadata-file", results.metadataFile, "it describes one image; --json describes all");
    }

    private void refuse(String option, String value, String reason) {
        if (!value.isEmpty()) {
            throw values.wrongUsage(option + " and --image all: " + reason);
        }
    }

    /** The failure for an archive that contains several images. */
    ParameterException refusal(SeveralImagesException e) {
        String found = e.source() + " has " + e.images() + " images";
        return values.wrongUsage(
                switch (e.obstacle()) {
                    case TAGS ->
                        found + ", which keep their names; leave out --tag and names in --output, or choose one with"
                                + " --image NAME";
                    case DESTINATION ->
                        found + ", and " + command.placing.output
                                + " holds one image; write to a file or to oci:DIR, or choose one"
                                + " with --image NAME";
                });
    }
}
