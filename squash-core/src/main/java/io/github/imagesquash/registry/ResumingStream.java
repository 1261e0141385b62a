// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.io.IOException;
import java.io.InputStream;

/**
 * A blob, or its beginning, as it arrives. If the connection breaks or the answer ends early, the rest is requested.
 * The stream fails if there is no progress. A registry that does not send parts is asked for the whole blob from then
 * on.
 */
final class ResumingStream extends InputStream {
    /** After this many bytes of progress, the count of attempts starts again. */
    private static final long HEADWAY = 1 << 20;

    private final RemoteBlob blob;
    private final long end;
    private InputStream body = InputStream.nullInputStream();
    private boolean open;
    private long position;
    private long lastFailure;
    private int failures;
    private boolean whole;

    /** @param end the number of bytes of the blob to read */
    ResumingStream(RemoteBlob blob, long end) {
        this.blob = blob;
        this.end = end;
        this.whole = blob.session().refusesRanges();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        int wanted = (int) Math.min(length, end - position);
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

    /** Before the first read, skipped bytes are not requested. */
    @Override
    public long skip(long count) throws IOException {
        if (open) {
            return super.skip(count);
        }
        long skipped = Math.clamp(count, 0, end - position);
        position += skipped;
        return skipped;
    }

    private InputStream openBody() throws IOException {
        if (open) {
            return body;
        }
        RegistryResponse answer = ask();
        if (!answer.isSuccess()) {
            throw blob.session().refused(blob.where(), answer);
        }
        body = answer.body();
        boolean fromStart = answer.status() != 206 || whole;
        if (isAnotherPart(answer, fromStart ? 0 : position)) {
            throw new IOException("the answer is another part of the blob");
        }
        if (fromStart) {
            body.skipNBytes(position);
        }
        open = true;
        return body;
    }

    /** Requests the bytes from here on, or all bytes if the answer has other ones. */
    private RegistryResponse ask() throws IOException {
        if (position == 0 && end == blob.size()) {
            return blob.session().send(blob.request());
        }
        boolean part = !whole;
        if (part) {
            String range = "bytes=" + position + "-" + (end - 1);
            RegistryResponse answer = blob.session().send(blob.request().with("Range", range));
            if (!isAnotherPart(answer, position) && !mayGiveTheWhole(answer)) {
                return answer;
            }
            answer.close();
        }
        RegistryResponse answer = blob.session().send(blob.request());
        whole = true;
        if (part && answer.isSuccess()) {
            blob.session().noteRangesRefused();
        }
        return answer;
    }

    /** Whether the answer is a part of the blob that does not start there. */
    static boolean isAnotherPart(RegistryResponse answer, long start) {
        return answer.status() == 206
                && !answer.header("Content-Range").orElse("").matches("bytes[ =]" + start + "-.*");
    }

    /** Some registries, stores and proxies refuse ranges, each with a status of its own. */
    private static boolean mayGiveTheWhole(RegistryResponse answer) {
        return !answer.isSuccess() && answer.status() != 401 && answer.status() != 404 && answer.status() != 429;
    }

    /** Waits for the next attempt, or fails. */
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
                    "connection lost after " + position + " of " + end + " bytes, " + failures + " times in a row: "
                            + failure.getMessage(),
                    failure);
        }
    }

    @Override
    public void close() throws IOException {
        open = false;
        body.close();
    }
}
