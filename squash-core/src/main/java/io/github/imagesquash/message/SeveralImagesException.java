// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.message;

/** A source has several images, and the request has room or a name for one. */
public final class SeveralImagesException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final int images;
    private final Obstacle obstacle;

    /** What in the request is for one image. */
    public enum Obstacle {
        /** It gives the new image a name, and several would have the same. */
        TAGS,
        /** Its destination holds one image. */
        DESTINATION
    }

    public SeveralImagesException(String source, int images, Obstacle obstacle) {
        super(source + " has " + images + " images, and the "
                + switch (obstacle) {
                    case TAGS -> "tags can belong to only one";
                    case DESTINATION -> "destination holds one";
                });
        this.source = source;
        this.images = images;
        this.obstacle = obstacle;
    }

    /** What was read, as the user named it. */
    public String source() {
        return source;
    }

    /** How many images it has. */
    public int images() {
        return images;
    }

    /** What in the request is for one image. */
    public Obstacle obstacle() {
        return obstacle;
    }
}
