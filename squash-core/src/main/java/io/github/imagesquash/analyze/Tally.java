package io.github.imagesquash.analyze;

/**
 * Entries and their content.
 *
 * @param entries how many
 * @param bytes their content, in bytes; of one that is gone only if no other name of the content is left
 */
public record Tally(long entries, long bytes) {
    /** None. */
    public static final Tally NONE = new Tally(0, 0);

    /** One more. */
    Tally plus(long moreBytes) {
        return new Tally(entries + 1, bytes + moreBytes);
    }
}
