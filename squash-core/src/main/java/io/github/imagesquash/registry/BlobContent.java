// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import io.github.imagesquash.blob.FileRegion;
import java.io.IOException;

/** The bytes of a blob that may have to be sent. */
@FunctionalInterface
public interface BlobContent {
    /** The bytes, which may have to be fetched; called each time they are sent. */
    FileRegion region() throws IOException;
}
