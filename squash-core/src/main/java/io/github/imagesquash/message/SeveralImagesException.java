// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.message;

/** A source has several images, and the request has a destination or a name for only one. */
public final class SeveralImagesException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final int images;
    private final Obstacle obstacle;

    /** The part of the request that is for one image. */
    public enum Obstacle {
        /** The request names the new image, and several would get the same name. */
        TAGS,
        /** The destination holds one image. */
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

    /** The source, as the user named it. */
    public String source() {
        return source;
    }

    /** The number of images in the source. */
    public int images() {
        return images;
    }

    /** The part of the request that is for one image. */
    public Obstacle obstacle() {
        return obstacle;
    }
}
