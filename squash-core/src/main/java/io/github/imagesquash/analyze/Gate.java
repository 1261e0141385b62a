// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import java.util.Locale;

/**
 * A condition that an image must meet in a pipeline. {@link #judge} returns whether it does, with the deciding figure.
 */
public sealed interface Gate {
    /** Its text on the command line. */
    String name();

    /** The verdict on an image. */
    Verdict judge(ImageAnalysis analysis);

    /**
     * A verdict.
     *
     * @param gate the gate's text on the command line
     * @param passed whether the image meets the condition
     * @param found the figure that decided it
     */
    record Verdict(String gate, boolean passed, Figure found) {}

    /** The figure by which an image is judged. */
    sealed interface Figure {
        /**
         * A size.
         *
         * @param bytes the size
         */
        record Bytes(long bytes) implements Figure {}

        /**
         * A part of a whole; 1 is all of it.
         *
         * @param ratio the part
         */
        record Ratio(double ratio) implements Figure {}
    }

    /**
     * Lost content must not be more.
     *
     * @param bytes the most that is allowed
     */
    record Wasted(String name, long bytes) implements Gate {
        @Override
        public Verdict judge(ImageAnalysis analysis) {
            return new Verdict(name, analysis.lostBytes() <= bytes, new Figure.Bytes(analysis.lostBytes()));
        }
    }

    /**
     * The useful part of the content must not be less.
     *
     * @param least the least that is allowed, 0 to 1
     */
    record Efficiency(String name, double least) implements Gate {
        public Efficiency {
            requireRatio(least);
        }

        @Override
        public Verdict judge(ImageAnalysis analysis) {
            double found = analysis.efficiency();
            return new Verdict(name, found >= least, new Figure.Ratio(found));
        }
    }

    /** dive's {@code lowestEfficiency}. */
    record DiveEfficiency(String name, double least) implements Gate {
        public DiveEfficiency {
            requireRatio(least);
        }

        @Override
        public Verdict judge(ImageAnalysis analysis) {
            double found = analysis.dive().efficiency();
            return new Verdict(name, found >= least, new Figure.Ratio(found));
        }
    }

    /** dive's {@code highestWastedBytes}. */
    record DiveWastedBytes(String name, long bytes) implements Gate {
        @Override
        public Verdict judge(ImageAnalysis analysis) {
            long found = analysis.dive().wastedBytes();
            return new Verdict(name, found <= bytes, new Figure.Bytes(found));
        }
    }

    /** dive's {@code highestUserWastedPercent}, a ratio in spite of its name. */
    record DiveUserWasted(String name, double most) implements Gate {
        public DiveUserWasted {
            requireRatio(most);
        }

        @Override
        public Verdict judge(ImageAnalysis analysis) {
            double found = analysis.dive().userWastedRatio();
            return new Verdict(name, found <= most, new Figure.Ratio(found));
        }
    }

    private static void requireRatio(double ratio) {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%s is not between 0 and 1", ratio));
        }
    }
}
