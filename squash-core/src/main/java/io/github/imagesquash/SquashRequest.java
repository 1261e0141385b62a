package io.github.imagesquash;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.oci.Limits;
import io.github.imagesquash.oci.Printable;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.read.ArchiveKind;
import io.github.imagesquash.read.Selection;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.RegistryAccess;
import io.github.imagesquash.replay.SymlinkParents;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What to squash, where to, and how. Begin with {@link #of} and change what differs:
 *
 * {@snippet :
 * SquashRequest request = SquashRequest.of(new Source.Archive(Path.of("old.tar")), new Destination.Archive(Path.of("new.tar")))
 *         .withTags(List.of(Reference.parse("app:small")))
 *         .withEncoding(new Encoding.Chosen(Compression.ZSTD, 3));
 * }
 *
 * @param source where the image comes from
 * @param destination where the new archive goes
 * @param tags the new image's names; empty to keep the old ones
 * @param selection which image, where the source holds several
 * @param encoding how the new layer is compressed
 * @param replay how doubtful layers are read
 * @param limits what the source may cost
 * @param latest no file time and no creation time of the result is later than this; {@link Instant#MAX} leaves all
 * @param keepToc keeps eStargz's table of contents and landmarks, which are wrong after squashing
 * @param verify reads the written archive back and compares it with the source before it gets its name
 * @param temporaryDirectory where compressed layers are inflated to; must exist
 * @param threads how many threads read and compress, at least 1; the result does not depend on it
 */
public record SquashRequest(
        Source source,
        Destination destination,
        List<Reference> tags,
        Selection selection,
        Encoding encoding,
        ReplayRules replay,
        Limits limits,
        Instant latest,
        boolean keepToc,
        boolean verify,
        Path temporaryDirectory,
        int threads) {

    public SquashRequest {
        tags = List.copyOf(tags);
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
    }

    /** Where the image comes from. */
    public sealed interface Source {
        /**
         * An archive file, or a directory with an OCI layout or skopeo's {@code dir:} layout.
         *
         * @param path the file or directory
         * @param kind what it must be
         */
        record Archive(Path path, ArchiveKind kind) implements Source {
            /** An archive or directory of any kind. */
            public Archive(Path path) {
                this(path, ArchiveKind.ANY);
            }
        }

        /**
         * An image of an engine, which is asked to save it.
         *
         * @param engine the engine
         * @param image a name, an ID or the beginning of one
         */
        record Engine(io.github.imagesquash.engine.Engine engine, String image) implements Source {
            /** What messages call it, such as {@code docker-daemon:app:1}. */
            public String name() {
                return Printable.of(engine.kind().transport() + image);
            }
        }

        /**
         * An archive that can be read only once; it is spooled. The stream is not closed.
         *
         * @param in the bytes
         * @param name what messages call it
         */
        record Stream(InputStream in, String name) implements Source {}

        /**
         * An image in a registry.
         *
         * @param address a tag or a digest
         * @param access how the registry is reached
         */
        record Registry(ImageAddress address, RegistryAccess access) implements Source {}
    }

    /** Where the new archive goes. */
    public sealed interface Destination {
        /**
         * A file, written beside its final name and moved there when complete.
         *
         * @param path the file; an existing one is replaced
         */
        record Archive(Path path) implements Destination {}

        /**
         * A directory with an OCI layout, new or with images in it, to which this one is added. Nothing of it is seen before
         * it is complete.
         *
         * @param path the directory
         * @param ref a name for the image in this layout, of any form, beside the tags; empty for none
         */
        record Layout(Path path, String ref) implements Destination {
            private static final Pattern REF = Pattern.compile("[A-Za-z0-9]+((--|[-._:@+/])[A-Za-z0-9]+)*");

            public Layout {
                if (!ref.isEmpty() && !REF.matcher(ref).matches()) {
                    throw new IllegalArgumentException("\"" + ref + "\" cannot be a name in a layout");
                }
            }
        }

        /**
         * A directory with skopeo's {@code dir:} layout, which has one image and no name for it. An image that is there is
         * replaced.
         *
         * @param path the directory
         */
        record Dir(Path path) implements Destination {}

        /**
         * A stream, which sees the first byte only when the archive is complete. It is flushed, not closed.
         *
         * @param out the stream
         */
        record Stream(OutputStream out) implements Destination {}

        /**
         * An engine, which loads the archive. The request must have tags, and layers are not compressed unless it says so.
         *
         * @param engine the engine
         * @param force takes a tag away from another image than the source; else that is refused
         */
        record Engine(io.github.imagesquash.engine.Engine engine, boolean force) implements Destination {}

        /**
         * Registries, whose tags move when everything is there. The addresses are the image's names, whatever else the
         * request calls it.
         *
         * @param addresses tags, at least one
         * @param access how the registries are reached
         */
        record Registry(List<ImageAddress> addresses, RegistryAccess access) implements Destination {
            public Registry {
                addresses = List.copyOf(addresses);
                if (addresses.isEmpty() || addresses.stream().anyMatch(ImageAddress::isDigest)) {
                    throw new IllegalArgumentException("not names to push to: " + addresses);
                }
            }
        }
    }

    /** How the new layer is compressed. */
    public sealed interface Encoding {
        /**
         * As most bytes of the input's layers were, at the default level; none for an engine, and gzip instead of none on the
         * way to a registry, from which every engine would download them again and again.
         */
        record AsInput() implements Encoding {}

        /**
         * As said.
         *
         * @param compression the algorithm
         * @param level 1 to 12 for gzip, 1 to 22 for zstd, 0 for none
         */
        record Chosen(Compression compression, int level) implements Encoding {
            public Chosen {
                compression.requireLevel(level);
            }
        }
    }

    /**
     * How layers are read where runtimes differ or refuse.
     *
     * @param symlinkParents what becomes of an entry below a symbolic link of a lower layer
     * @param lenient goes on, with a warning, where an impossible hard link, a path that leaves the root, or bytes behind a
     *     compressed stream would otherwise be refused
     */
    public record ReplayRules(SymlinkParents symlinkParents, boolean lenient) {
        /** What a running container shows today, and nothing forgiven. */
        public static final ReplayRules STRICT = new ReplayRules(SymlinkParents.OVERLAY, false);
    }

    /** A request with the defaults that the command line has, on all processors. */
    public static SquashRequest of(Source source, Destination destination) {
        return new SquashRequest(
                source,
                destination,
                List.of(),
                Selection.ONLY,
                new Encoding.AsInput(),
                ReplayRules.STRICT,
                Limits.DEFAULT,
                Instant.MAX,
                false,
                true,
                Path.of(System.getProperty("java.io.tmpdir")),
                Runtime.getRuntime().availableProcessors());
    }

    /** This request with other names. */
    public SquashRequest withTags(List<Reference> tags) {
        return with(draft -> draft.tags = tags);
    }

    /** This request with other choice of image. */
    public SquashRequest withSelection(Selection selection) {
        return with(draft -> draft.selection = selection);
    }

    /** This request with other compression. */
    public SquashRequest withEncoding(Encoding encoding) {
        return with(draft -> draft.encoding = encoding);
    }

    /** This request with other reading of doubtful layers. */
    public SquashRequest withReplay(ReplayRules replay) {
        return with(draft -> draft.replay = replay);
    }

    /** This request with other limits. */
    public SquashRequest withLimits(Limits limits) {
        return with(draft -> draft.limits = limits);
    }

    /** This request with other latest time. */
    public SquashRequest withLatest(Instant latest) {
        return with(draft -> draft.latest = latest);
    }

    /** This request with other treatment of eStargz names. */
    public SquashRequest withKeepToc(boolean keepToc) {
        return with(draft -> draft.keepToc = keepToc);
    }

    /** This request with or without reading back what was written. */
    public SquashRequest withVerify(boolean verify) {
        return with(draft -> draft.verify = verify);
    }

    /** This request with other temporary directory. */
    public SquashRequest withTemporaryDirectory(Path temporaryDirectory) {
        return with(draft -> draft.temporaryDirectory = temporaryDirectory);
    }

    /** This request with other number of threads. */
    public SquashRequest withThreads(int threads) {
        return with(draft -> draft.threads = threads);
    }

    private SquashRequest with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.request();
    }

    /** A request in which one thing is being changed. */
    private static final class Draft {
        private final Source source;
        private final Destination destination;
        private List<Reference> tags;
        private Selection selection;
        private Encoding encoding;
        private ReplayRules replay;
        private Limits limits;
        private Instant latest;
        private boolean keepToc;
        private boolean verify;
        private Path temporaryDirectory;
        private int threads;

        Draft(SquashRequest request) {
            source = request.source;
            destination = request.destination;
            tags = request.tags;
            selection = request.selection;
            encoding = request.encoding;
            replay = request.replay;
            limits = request.limits;
            latest = request.latest;
            keepToc = request.keepToc;
            verify = request.verify;
            temporaryDirectory = request.temporaryDirectory;
            threads = request.threads;
        }

        SquashRequest request() {
            return new SquashRequest(
                    source,
                    destination,
                    tags,
                    selection,
                    encoding,
                    replay,
                    limits,
                    latest,
                    keepToc,
                    verify,
                    temporaryDirectory,
                    threads);
        }
    }
}
