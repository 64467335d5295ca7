package io.dopaflow.analysis.figure;

import java.util.List;

/**
 * A pair of axes and what is drawn on them, the first mark at the back. Panels of a figure whose horizontal axes are equal
 * are looked at together: where figures can be moved, they move as one.
 *
 * @param title of this panel alone, may be empty
 * @param height against the other panels of its figure, 1 for an ordinary one
 */
public record Panel(String title, Axis x, Axis y, double height, List<Mark> marks) {

    /** Copies the list. */
    public Panel {
        marks = List.copyOf(marks);
        if (!(height > 0)) {
            throw new IllegalArgumentException("height = " + height + "; allowed: above 0");
        }
    }

    /** A panel of ordinary height without a title. */
    public static Panel of(Axis x, Axis y, List<Mark> marks) {
        return new Panel("", x, y, 1, marks);
    }
}
