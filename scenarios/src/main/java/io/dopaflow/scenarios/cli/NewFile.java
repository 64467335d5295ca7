package io.dopaflow.scenarios.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file that a command is asked to write. */
final class NewFile {
    private NewFile() {}

    /**
     * What is wrong with its name or place.
     *
     * @param option that names it
     * @param force whether one that is there may be replaced
     * @param endings that its name may have
     */
    static List<String> problems(String option, Path file, boolean force, List<String> endings) {
        String name = file.toString();
        if (endings.stream().noneMatch(name::endsWith)) {
            return List.of(option + ": found " + Text.quoted(name) + "; allowed: a file ending in " + anyOf(endings));
        }
        if (Files.isDirectory(file) || (Files.exists(file) && !force)) {
            return List.of(option + ": found the " + (Files.isDirectory(file) ? "directory " : "file ") + file
                    + "; allowed: a new file, or --force to replace one");
        }
        Path folder = file.toAbsolutePath().getParent();
        return folder == null || Files.isDirectory(folder)
                ? List.of()
                : List.of(option + ": found no directory " + folder + "; allowed: a file in one that exists");
    }

    private static String anyOf(List<String> endings) {
        int last = endings.size() - 1;
        return last == 0 ? endings.get(0) : String.join(", ", endings.subList(0, last)) + " or " + endings.get(last);
    }
}
