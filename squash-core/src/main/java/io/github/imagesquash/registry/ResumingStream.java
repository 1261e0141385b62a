package io.github.imagesquash.registry;

import java.io.IOException;
import java.io.InputStream;

/**
 * A blob as it arrives. Where the connection breaks or the answer ends early, the rest is asked for; a registry that makes
 * no headway is given up.
 */
final class ResumingStream extends InputStream {
    /** So many bytes are headway: attempts are counted anew. */
    private static final long HEADWAY = 1 << 20;

    private final RemoteBlob blob;
    private InputStream body = InputStream.nullInputStream();
    private boolean open;
    private long position;
    private long lastFailure;
    private int failures;

    ResumingStream(RemoteBlob blob) {
        this.blob = blob;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        int wanted = (int) Math.min(length, blob.size() - position);
        while (wanted > 0) {
            try {
                int n = openBody().read(buffer, start, wanted);
                if (n > 0) {
                    position += n;
                    return n;
                }
            } catch (IOException e) {
                failed(e);
                continue;
            }
            failed(new IOException("the answer ended early"));
        }
        return length == 0 ? 0 : -1;
    }

    private InputStream openBody() throws IOException {
        if (open) {
            return body;
        }
        Request request = position == 0
                ? blob.request()
                : blob.request().with("Range", "bytes=" + position + "-" + (blob.size() - 1));
        Answer answer = blob.session().send(request);
        switch (answer.status()) {
            case 200 -> {
                body = answer.body();
                // A registry that cannot give a part gives all.
                body.skipNBytes(position);
            }
            case 206 -> {
                body = answer.body();
                requireNext(answer);
            }
            default -> throw blob.session().refused(blob.where(), answer);
        }
        open = true;
        return body;
    }

    private void requireNext(Answer answer) throws IOException {
        String range = answer.header("Content-Range").orElse("");
        if (!range.startsWith("bytes " + position + "-")) {
            throw new IOException("the answer is of another part: \"" + range + "\"");
        }
    }

    /** Waits for the next attempt, or gives up. */
    private void failed(IOException failure) throws IOException {
        if (!Http.isTransient(failure)) {
            throw Http.described(blob.where(), failure);
        }
        close();
        failures = position - lastFailure >= HEADWAY ? 1 : failures + 1;
        lastFailure = position;
        if (!blob.session().retries().await(failures)) {
            throw new RegistryException(
                    blob.where(),
                    "connection lost after " + position + " of " + blob.size() + " bytes, " + failures
                            + " times in a row: " + failure.getMessage(),
                    failure);
        }
    }

    @Override
    public void close() throws IOException {
        open = false;
        body.close();
    }
}
