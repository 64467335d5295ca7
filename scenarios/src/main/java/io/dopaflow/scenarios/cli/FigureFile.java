package io.dopaflow.scenarios.cli;

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
        String name = file.toString();
        if (!name.endsWith(".png") && !name.endsWith(".svg")) {
            return List.of(option + ": found " + Text.quoted(name) + "; allowed: a file ending in .png or .svg");
        }
        if (Files.exists(file) && !force) {
            return List.of(option + ": found the file " + file + "; allowed: a new file, or --force to replace it");
        }
        Path folder = file.toAbsolutePath().getParent();
        return folder == null || Files.isDirectory(folder)
                ? List.of()
                : List.of(option + ": found no directory " + folder + "; allowed: a file in one that exists");
    }
}
