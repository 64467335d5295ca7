package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.plot.Drawing;
import io.dopaflow.scenarios.figures.FigureResult;
import java.nio.file.Files;
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
<<<<<<< HEAD
        if (Drawing.Format.of(file).isEmpty()) {
            return List.of(option + ": found " + Text.quoted(file.toString())
                    + "; allowed: a file ending in .png, .svg or .pdf");
=======
        return problems(option, file, force, List.of(".png", ".svg"));
    }

    /**
     * What is wrong with the name or place of a file that is to be written.
     *
     * @param endings that its name may have
     */
    static List<String> problems(String option, Path file, boolean force, List<String> endings) {
        String name = file.toString();
        if (endings.stream().noneMatch(name::endsWith)) {
            return List.of(option + ": found " + Text.quoted(name) + "; allowed: a file ending in "
                    + String.join(" or ", endings));
>>>>>>> 665cbcd (sql: a SELECT over documented views of one run or many, which reads nothing else and changes nothing)
        }
        if (Files.exists(file) && !force) {
            return List.of(option + ": found the file " + file + "; allowed: a new file, or --force to replace it");
        }
        Path folder = file.toAbsolutePath().getParent();
        return folder == null || Files.isDirectory(folder)
                ? List.of()
                : List.of(option + ": found no directory " + folder + "; allowed: a file in one that exists");
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
