// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import io.github.imagesquash.fleet.FleetPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an engine is given to run a plan. Its template has {@code {{name}}} in the place of values. */
final class JobTemplate {
    private static final long MEBIBYTE = 1 << 20;

    /** More than that for layers of several images is rarely needed, and workers do not ask for it. */
    private static final long MOST_CACHE = 10_000_000_000L;

    /** Part of the memory that the heap may take, in percent. */
    private static final int HEAP = 70;

    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * A template's values.
     *
     * @param plan the plan
     * @param place how workers get it
     * @param shards how many workers there are
     * @param workers how many images each of them squashes at a time
     * @param image the image of squash
     */
    JobTemplate(FleetPlan plan, JobPlan place, int shards, int workers, String image) {
        long cache = Math.clamp(plan.sharedDiskBytes(), 1, MOST_CACHE);
        long memory = workers * plan.memoryBytes();
        long disk = cache + workers * plan.diskBytes();
        values.put("images", String.valueOf(plan.images().size()));
        values.put("plan", place.file());
        values.put("planSetup", place.setup());
        values.put("planMount", place.mount());
        values.put("shards", String.valueOf(shards));
        values.put("workers", String.valueOf(workers));
        values.put("image", image);
        values.put("cache", String.valueOf(cache));
        values.put("memory", String.valueOf(mebibytes(memory)));
        values.put("heap", String.valueOf(mebibytes(memory * HEAP / 100)));
        values.put("disk", String.valueOf(mebibytes(disk)));
    }

    private static long mebibytes(long bytes) {
        return bytes / MEBIBYTE + 1;
    }

    /** The filled template. */
    String fill(JobEngine engine) throws IOException {
        String text;
        try (InputStream in = JobTemplate.class.getResourceAsStream(engine.template())) {
            if (in == null) {
                throw new IllegalStateException("the resource is missing in this build: " + engine.template());
            }
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{{" + value.getKey() + "}}", value.getValue());
        }
        return text;
    }
}
