// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.message;

/**
 * A part of the input that squash accepts, but that the user should know about, because runtimes differ on it or
 * because it was left out.
 *
 * @param kind what it is
 * @param layer the layer's number, 1 for the base; 0 for the archive itself
 * @param entry the entry's name in the archive, escaped for a terminal
 */
public record Warning(Kind kind, int layer, String entry) {

    /** What it is, in one line without a full stop. */
    public String text() {
        return kind.text().replace("{}", entry);
    }

    /** The kinds, each with its text for people. */
    public enum Kind {
        ABSOLUTE_MEMBER("archive member with an absolute name, which containerd and skopeo do not find"),
        DUPLICATE_ENTRY("path occurs twice in one layer; the last one counts (Docker and podman refuse such layers)"),
        WHITEOUT_BESIDE_DIRECTORY(
                "directory deleted and created again in one layer; overlay runtimes still show its old content"),
        OPAQUE_ROOT("opaque whiteout at the root, which overlay runtimes ignore"),
        OPAQUE_WITHOUT_DIRECTORY(
                "opaque whiteout of a directory that does not exist; an empty directory is created, as containers show it"),
        WHITEOUT_WITHOUT_DIRECTORY(
                "whiteout in a directory that does not exist; an empty directory is created, as containers show it"),
        OPAQUE_ATTRIBUTE("overlay's own opaque attribute, treated as an opaque whiteout"),
        OVERLAY_ATTRIBUTE("overlay's own attribute (trusted.overlay.*), which no container shows; left out"),
        ROOTLESS_ATTRIBUTE("attribute user.overlay.*, kept; engines that run without root obey it"),
        WHITEOUT_THROUGH_LINK(
                "whiteout below a symbolic link of a lower layer; runtimes differ on its effect on the link and its target"),
        WHITEOUT_BELOW_FILE("whiteout below a file of a lower layer; the file became a directory"),
        WHITEOUT_OF_NOTHING("whiteout below something that is not a directory; ignored"),
        WHITEOUT_OF_WHITEOUT("whiteout of a name that cannot exist; ignored"),
        WHITEOUT_DEVICE("character device 0/0, treated as a whiteout"),
        SYMLINKED_PARENT("entry below a symbolic link of a lower layer; runtimes differ on where it appears"),
        FILE_AS_PARENT("entry below a file of a lower layer; the file became a directory"),
        AUFS_METADATA("metadata of the AUFS driver; left out"),
        DROPPED_LINK("hard link that cannot be made; left out"),
        CLAMPED_PATH("path that leaves the root; kept inside it"),
        CLAMPED_LINK("hard link to a path that leaves the root; kept inside it, as engines do"),
        ROOT_AS_FILE("entry for the root that is not a directory; left out, as containers do not show it"),
        GLOBAL_PAX_HEADER("global PAX header, which the runtimes ignore"),
        CONTIGUOUS_FILE("contiguous file (type 7), treated as a regular file"),
        SPARSE_FILE("old GNU sparse file (type S), expanded"),
        TRAILING_GARBAGE("bytes after the end of the compressed stream; ignored"),
        DATA_BEHIND_END("bytes behind the end of the tar, which no engine reads; left out"),
        HIGH_RATIO(
                "layer compressed to less than a hundredth, which is rare for real files; perhaps a decompression bomb"),
        ATTESTATION("attestation about the old image; left out"),
        ABSENT_PLATFORM("platform that is listed, but whose files are missing; left out"),
        OTHER_SYSTEM("platform that is not Linux; left out"),
        NO_IMAGE("listed without a name, but not a readable image; left out"),
        OTHER_PLATFORM(
                "image for another platform that the requested platform can run; there is no image for the requested one"),
        SAME_PLATFORM("second image for the same platform; left out; --image with its digest selects it"),
        ARTIFACT("listed beside images, but not one itself; left out"),
        INDEX_ANNOTATION("annotation of the index, which does not exist for a single platform; left out"),
        PACKAGE_DATABASE("package database that is damaged or of an unknown kind; not all of its packages are known"),
        LINK_TO_DROPPED("symbolic link whose target was left out"),
        START_DROPPED(
                "the image's config, or a script that it starts, names this path, and a pattern left it out, wholly"
                        + " or in part"),
        MISSING_LIST("package whose list of files is missing in the database; it stays, since its files are not known"),
        PARTLY_SEARCHED(
                "so large that only its beginning was searched for what the image needs; --root names what is missed"),
        MISSING_PROGRAM("the image starts this program, and does not contain it"),
        LOST_NAME("not a name of the form name:tag that engines accept; left out; --tag gives another"),
        STALE_LABEL("label with the digest of a layer that no longer exists; --change 'UNSET LABEL {}' removes it,"
                + " --change 'LABEL NAME=VALUE' corrects it"),
        STALE_ANNOTATION("annotation with the digest of a layer that no longer exists"),
        MISNAMED_CONFIG(
                "config that has another digest than the one in its name; its content counts, as in docker and podman"),
        REORDERED_LAYERS("the manifest lists the layers in another order than the config; the config's order is used"),
        MANY_LAYERS("more than " + Limits.MOST_DOCKER_LAYERS
                + " layers, which Docker does not load unless it has the containerd image store"),
        FEWER_LAYERS("fewer than requested: together with the kept layers the maximum is " + Limits.MOST_DOCKER_LAYERS
                + ", Docker's limit"),
        TIMES_IN_LAYERS(
                "directories keep their times, and every update of packages changes these, so most layers will be"
                        + " new ones in the next image; --timestamp 0 avoids that"),
        DOCKER_FORMAT("the registry does not accept OCI's media types; pushed with Docker's"),
        WHOLE_LAYER(
                "engines would lose or change this if they fetched single files (a device, a FIFO, a name that is not UTF-8,"
                        + " or a time outside of the years 1678 to 2261); the new layer is plain zstd"),
        LARGE_TABLE("its table of contents is larger than engines read; the new layer is plain zstd"),
        NO_PREVIOUS("platform without a previous image; all its layers are new"),
        NO_CANDIDATE("candidate for the base that cannot be read, and was left out");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** One line without a full stop. */
        public String text() {
            return text;
        }
    }
}
