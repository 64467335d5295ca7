package io.dopaflow.analysis.figure;

import java.util.List;

/**
 * A figure: panels under one title, with one key to all that has the same name in them.
 *
 * @param title says of what run and what it shows
 * @param columns panels in a row, at least 1
 * @param panels at least one, row by row
 * @param notes what a reader must know to trust it: what was thinned, left out or assumed; shown below the panels
 */
public record Figure(String title, int columns, List<Panel> panels, List<String> notes) {

    /** Copies the lists. */
    public Figure {
        panels = List.copyOf(panels);
        notes = List.copyOf(notes);
        if (columns < 1 || panels.isEmpty()) {
            throw new IllegalArgumentException(
                    "columns = " + columns + ", panels = " + panels.size() + "; allowed: at least 1 of each");
        }
    }

    /** Panels below one another. */
    public static Figure of(String title, List<Panel> panels) {
        return new Figure(title, 1, panels, List.of());
    }
}
