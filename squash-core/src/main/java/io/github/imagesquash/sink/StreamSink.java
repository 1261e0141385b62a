// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.sink;

import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.source.Stages;
import io.github.imagesquash.write.WrittenImages;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A stream; the file belongs to the spool. */
record StreamSink(FileChannel channel, OutputStream out) implements ArchiveSink {
    private static final int PIECE = 1 << 18;

    @Override
    public String name() {
        return "standard output";
    }

    @Override
    public void commit(Stages stages, WrittenImages written) throws IOException {
        stages.run(ProgressListener.Stage.SEND, channel.size(), meter -> {
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            long position = 0;
            for (int n = channel.read(piece, position); n > 0; n = channel.read(piece.clear(), position)) {
                out.write(piece.array(), 0, n);
                meter.passed(n);
                position += n;
            }
            out.flush();
            return position;
        });
    }

    @Override
    public void close() {}
}
