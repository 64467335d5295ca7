package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.plot.Drawing;
import io.dopaflow.scenarios.figures.FigureResult;
import java.nio.file.Path;
import java.util.List;

/** The file that a figure is written to. */
final class FigureFile {
    private FigureFile() {}

    /**
     * What is wrong with its name or place.
     *
     * @param option that names it
     * @param force whether one that is there may be replaced
     */
    static List<String> problems(String option, Path file, boolean force) {
        return NewFile.problems(option, file, force, List.of(".png", ".svg", ".pdf"));
    }

    /**
     * Draws a figure into a file, and tells of it.
     *
     * @throws IllegalArgumentException if there is none; says why
     */
    static void save(FigureResult result, Path file, Terminal terminal) {
        if (result instanceof FigureResult.Missing missing) {
            throw new IllegalArgumentException(missing.why());
        }
        if (result instanceof FigureResult.Made made) {
            Drawing.of(made.figure()).save(file);
            terminal.tell("wrote " + Text.escaped(file.toString()));
        }
    }
}
