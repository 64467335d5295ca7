package io.dopaflow.analysis.figure;

/**
 * What is drawn in a panel. Marks of one name are one entry of the key; an empty name has none. Coordinates are in the units
 * of the axes. Arrays are handed over and not copied, as they may be large: who made a mark leaves them alone.
 */
public sealed interface Mark {

    /** As it stands in the key; empty for what needs no explanation. */
    String name();

    /** Its colour. */
    Ink ink();

    /** Hands itself to what draws it. */
    void drawWith(Pen pen);

    /** Draws marks, of each kind in its own way. */
    interface Pen {
        /** Draws a line. */
        void draw(Line line);

        /** Draws points. */
        void draw(Points points);

        /** Draws a histogram. */
        void draw(Bars bars);

        /** Draws an area. */
        void draw(Band band);

        /** Draws intervals. */
        void draw(Intervals intervals);

        /** Draws stretches of time. */
        void draw(Spans spans);

        /** Draws vertical lines. */
        void draw(Rules rules);

        /** Draws values as colours. */
        void draw(Matrix matrix);
    }

    /** How a line is drawn. */
    enum Stroke {
        THIN,
        NORMAL,
        THICK,
        DASHED
    }

    /** How a point is drawn. */
    enum Shape {
        /** A small square, for many. */
        DOT,
        CIRCLE,
        DIAMOND,
        /** A short vertical stroke, the usual mark of a spike. */
        TICK
    }

    /**
     * A line.
     *
     * @param x ascending
     * @param y at each x; a gap where it is no number
     * @param isHeld whether each value holds until the next x, as steps
     */
    record Line(String name, Ink ink, double[] x, double[] y, Stroke stroke, boolean isHeld) implements Mark {
        @Override
        public void drawWith(Pen pen) {
            pen.draw(this);
        }

        /** A line from point to point. */
        public static Line of(String name, Ink ink, double[] x, double[] y) {
            return new Line(name, ink, x, y, Stroke.NORMAL, false);
        }
    }

    /**
     * Points.
     *
     * @param x of each
     * @param y of each
     */
    record Points(String name, Ink ink, double[] x, double[] y, Shape shape) implements Mark {
        @Override
        public void drawWith(Pen pen) {
            pen.draw(this);
        }
    }

    /**
     * A histogram.
     *
     * @param edges of the bars, ascending, one more than bars
     * @param heights of the bars
     */
    record Bars(String name, Ink ink, double[] edges, double[] heights) implements Mark {
        @Override
        public void drawWith(Pen pen) {
            pen.draw(this);
        }
    }

    /**
     * An area between two lines, through which others can be seen.
     *
     * @param x ascending
     * @param lower at each x
     * @param upper at each x
     */
    record Band(String name, Ink ink, double[] x, double[] lower, double[] upper) implements Mark {
        @Override
        public void drawWith(Pen pen) {
            pen.draw(this);
        }
    }

    /**
     * Vertical intervals, such as error bars.
     *
     * @param x of each
     * @param lower ends
     * @param upper ends
     */
    record Intervals(String name, Ink ink, double[] x, double[] lower, double[] upper) implements Mark {
        @Override
        public void drawWith(Pen pen) {
            pen.draw(this);
        }
    }

    /**
     * Stretches of time in rows, such as the windows of neurons.
     *
     * @param row of each: a place on the vertical axis
     * @param from beginning of each
     * @param to end of each
     */
    record Spans(String name, Ink ink, double[] row, double[] from, double[] to) implements Mark {
        @Override
        public void drawWith(Pen pen) {
            pen.draw(this);
        }
    }

    /**
     * Vertical lines from end to end of the panel.
     *
     * @param x of each
     */
    record Rules(String name, Ink ink, double[] x) implements Mark {
        @Override
        public void drawWith(Pen pen) {
            pen.draw(this);
        }
    }

    /**
     * Values by row and column as colours, with a scale beside the panel. Its colour is not used.
     *
     * @param name of the quantity, with its unit, at the scale
     * @param x the edges of columns, ascending, one more than columns
     * @param y the edges of rows, ascending, one more than rows
     * @param values by row, then column; a gap where one is no number
     * @param isSigned whether 0 is the middle of the scale, with a colour for each sign
     */
    record Matrix(String name, Ink ink, double[] x, double[] y, double[][] values, boolean isSigned) implements Mark {
        @Override
        public void drawWith(Pen pen) {
            pen.draw(this);
        }

        /** Values by row and column. */
        public static Matrix of(String name, double[] x, double[] y, double[][] values, boolean isSigned) {
            return new Matrix(name, Ink.TEXT, x, y, values, isSigned);
        }

        /** The ends of the scale: of what the values are, the same to both sides of 0 where they have a sign. */
        public double[] scale() {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double[] row : values) {
                for (double value : row) {
                    if (Double.isFinite(value)) {
                        low = Math.min(low, value);
                        high = Math.max(high, value);
                    }
                }
            }
            if (!(low <= high)) {
                return isSigned ? new double[] {-1, 1} : new double[] {0, 1};
            }
            if (isSigned) {
                double most = Math.max(Math.abs(low), Math.abs(high));
                return most > 0 ? new double[] {-most, most} : new double[] {-1, 1};
            }
            return low < high ? new double[] {low, high} : new double[] {low, low + Math.max(1, Math.abs(low))};
        }
    }
}
