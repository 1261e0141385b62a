package io.github.imagesquash;

import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.report.IndexReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A run over all platforms of an archive. */
final class PlatformsRun {
    private PlatformsRun() {}

    static SquashRequest request(ArchiveMembers archive, Destination destination) {
        Source source = new Source.Stream(new ByteArrayInputStream(archive.toBytes()), "old.tar");
        return SquashRequest.of(source, destination);
    }

    static IndexReport run(ArchiveMembers archive, Destination destination) throws IOException {
        return Squash.runAll(request(archive, destination), ProgressListener.NONE);
    }

    /** A run of which only the report counts. */
    static IndexReport report(ArchiveMembers archive) throws IOException {
        return run(archive, new Destination.Stream(new ByteArrayOutputStream()));
    }
}
