// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.message.InvalidImageException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/**
 * One step of an image's making (image-spec config.md, "history"). All its keys are kept, those not known here too.
 */
public final class History {
    private static final String CREATED = "created";
    private static final String CREATED_BY = "created_by";
    private static final String COMMENT = "comment";
    private static final String EMPTY_LAYER = "empty_layer";

    private final ObjectNode json;
    private final String created;
    private final String createdBy;
    private final String comment;
    private final boolean emptyLayer;

    private History(ObjectNode json, String created, String createdBy, String comment, boolean emptyLayer) {
        this.json = json;
        this.created = created;
        this.createdBy = createdBy;
        this.comment = comment;
        this.emptyLayer = emptyLayer;
    }

    /**
     * A step that made a layer.
     *
     * @param created when, by RFC 3339; empty to leave it out
     * @param createdBy the command
     * @param comment a remark; empty to leave it out
     */
    public static History ofLayer(String created, String createdBy, String comment) {
        ObjectNode json = OciJson.newObject();
        if (!created.isEmpty()) {
            json.put(CREATED, created);
        }
        json.put(CREATED_BY, createdBy);
        if (!comment.isEmpty()) {
            json.put(COMMENT, comment);
        }
        return new History(json, created, createdBy, comment, false);
    }

    static History from(JsonFields fields) throws InvalidImageException {
        return new History(
                fields.node().deepCopy(),
                fields.text(CREATED),
                fields.text(CREATED_BY),
                fields.text(COMMENT),
                fields.flag(EMPTY_LAYER));
    }

    /** When, by RFC 3339; empty if not said. */
    public String created() {
        return created;
    }

    /** The command; empty if not said. */
    public String createdBy() {
        return createdBy;
    }

    /** A remark; empty if there is none. */
    public String comment() {
        return comment;
    }

    /** Whether the step made no layer. */
    public boolean emptyLayer() {
        return emptyLayer;
    }

    /** This step, with all its keys, as one whose layer is gone. */
    public History withoutLayer() {
        return new History(toJson().put(EMPTY_LAYER, true), created, createdBy, comment, true);
    }

    /** This step, with a creation time no later than {@code latest}; a time that cannot be read stays as it is. */
    public History notAfter(Instant latest) {
        try {
            if (created.isEmpty() || !OffsetDateTime.parse(created).toInstant().isAfter(latest)) {
                return this;
            }
            String clamped = latest.toString();
            return new History(toJson().put(CREATED, clamped), clamped, createdBy, comment, emptyLayer);
        } catch (DateTimeParseException e) {
            return this;
        }
    }

    /** A copy of the step's JSON. */
    ObjectNode toJson() {
        return json.deepCopy();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof History history && json.equals(history.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
