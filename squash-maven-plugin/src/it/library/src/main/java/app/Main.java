// SPDX-License-Identifier: Apache-2.0
package app;

import io.github.imagesquash.Squash;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The example of the guide. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
        SquashRequest request =
                SquashRequest.of(new Source.Archive(Path.of("old.tar")), new Destination.Archive(Path.of("new.tar")))
                        .withTags(List.of(Reference.parse("app:small")))
                        .withSettings(settings -> settings.withThreads(2));
        SquashReport report = Squash.run(request, ProgressListener.NONE).only();
        System.out.println(report.after().storedBytes());
    }
}
