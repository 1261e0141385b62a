// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * How long a pull takes, by a model of Docker, containerd and Podman. Layers are downloaded in their order, several at a
 * time, and share the bandwidth equally. A complete layer is unpacked when those below it are, one at a time, while
 * others are downloaded.
 *
 * @param bandwidth bytes per second from the registry, at least 1
 * @param streams how many layers are downloaded at a time, at least 1
 * @param unpacking bytes of tars per second that the engine unpacks and writes, at least 1
 */
public record PullModel(long bandwidth, int streams, long unpacking) {
    /** Layers that Docker and containerd download at a time, unless they are configured otherwise. */
    public static final int USUAL_STREAMS = 3;

    /** What engines unpack and write, in bytes of tars per second. */
    public static final long USUAL_UNPACKING = 50_000_000;

    /** What each layer takes in addition, in seconds: requests, and a directory and a mount of its own. */
    private static final double SECONDS_PER_LAYER = 0.1;

    private static final double MILLIS = 1000;

    public PullModel {
        if (bandwidth < 1 || streams < 1 || unpacking < 1) {
            throw new IllegalArgumentException("neither bandwidth nor streams nor unpacking may be below 1");
        }
    }

    /** A model with the usual speed of unpacking. */
    public PullModel(long bandwidth, int streams) {
        this(bandwidth, streams, USUAL_UNPACKING);
    }

    /**
     * A layer that a machine lacks.
     *
     * @param storedBytes what is downloaded of it
     * @param tarBytes its size before compression, in bytes
     */
    public record Load(long storedBytes, long tarBytes) {}

    /** A layer that is being downloaded, and how many of its bytes are missing. */
    private static final class Download {
        private final int layer;
        private double missing;

        Download(int layer, long missing) {
            this.layer = layer;
            this.missing = missing;
        }
    }

    /**
     * From the first request until all layers are unpacked, to the millisecond.
     *
     * @param layers those that the machine lacks, base first
     */
    public Duration time(List<Load> layers) {
        double[] complete = downloads(layers);
        double unpacked = 0;
        for (int i = 0; i < complete.length; i++) {
            double work = SECONDS_PER_LAYER + (double) layers.get(i).tarBytes() / unpacking;
            unpacked = Math.max(unpacked, complete[i]) + work;
        }
        return Duration.ofMillis(Math.round(unpacked * MILLIS));
    }

    /** When each layer is complete, in seconds. */
    private double[] downloads(List<Load> layers) {
        double[] complete = new double[layers.size()];
        List<Download> running = new ArrayList<>();
        double now = 0;
        int next = 0;
        while (next < complete.length || !running.isEmpty()) {
            while (next < complete.length && running.size() < streams) {
                running.add(new Download(next, layers.get(next).storedBytes()));
                next++;
            }
            double least =
                    running.stream().mapToDouble(one -> one.missing).min().orElse(0);
            now += least * running.size() / bandwidth;
            for (Iterator<Download> each = running.iterator(); each.hasNext(); ) {
                Download one = each.next();
                one.missing -= least;
                if (one.missing <= 0) {
                    complete[one.layer] = now;
                    each.remove();
                }
            }
        }
        return complete;
    }
}
