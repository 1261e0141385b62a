// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.Squashing;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A run over all platforms of an archive. */
public final class PlatformsRun {
    private PlatformsRun() {}

    public static SquashRequest request(ArchiveMembers archive, Destination destination) {
        Source source = new Source.Stream(new ByteArrayInputStream(archive.toBytes()), "old.tar");
        return SquashRequest.of(source, destination);
    }

    static IndexReport run(ArchiveMembers archive, Destination destination) throws IOException {
        return Squashing.runAll(request(archive, destination), ProgressListener.NONE);
    }

    /** A run of which only the report counts. */
    static IndexReport report(ArchiveMembers archive) throws IOException {
        return run(archive, new Destination.Stream(new ByteArrayOutputStream()));
    }
}
