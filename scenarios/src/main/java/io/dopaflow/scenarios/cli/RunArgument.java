package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.store.Folders;
import io.dopaflow.scenarios.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The argument RUN of commands that look at one run: of several the newest, and where none is named that of all. */
final class RunArgument {

    @Parameters(
            arity = "0..*",
            paramLabel = "RUN",
            description =
                    "The directory of a run. Of several, such as runs/iris-*, the one that started last is used; if"
                            + " none is given, the last run in the folder runs.")
    private List<String> texts = new ArrayList<>();

    private final boolean takesFiles;

    private List<Path> named = List.of();

    private Optional<Path> chosen = Optional.empty();

    /** Of runs alone. */
    RunArgument() {
        this(false);
    }

    /**
     * An argument.
     *
     * @param takesFiles whether a file of spikes is allowed in the place of a run
     */
    RunArgument(boolean takesFiles) {
        this.takesFiles = takesFiles;
    }

    /** What is wrong with it, as far as can be seen without reading tables. */
    List<String> problems() {
        List<String> problems = new ArrayList<>(PathOption.problems("RUN", texts));
        if (!problems.isEmpty()) {
            return problems;
        }
        named = texts.stream().map(Path::of).toList();
        for (Path run : named) {
            if (!Files.isDirectory(run) && !(takesFiles && named.size() == 1 && Files.exists(run))) {
                String found = Files.exists(run) ? "the file " : takesFiles ? "nothing at " : "no directory ";
                problems.add("RUN: found " + found + run + "; allowed: the directory of a run"
                        + (takesFiles ? ", or one file of spikes" : ""));
            }
        }
        if (named.size() == 1) {
            chosen = Optional.of(named.get(0));
        } else if (problems.isEmpty()) {
            chosen = named.isEmpty() ? last() : newest(named);
            if (chosen.isEmpty()) {
                problems.add("RUN: found nothing, and no run in the folder runs; allowed: the directory of a run");
            }
        }
        return problems;
    }

    /** The run in the folder of runs that started last. */
    static Optional<Path> last() {
        try {
            List<Path> all = Files.isDirectory(RunOptions.HOME) ? Folders.children(RunOptions.HOME) : List.of();
            return newest(all.stream()
                    .filter(each -> !String.valueOf(each.getFileName()).startsWith("."))
                    .toList());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> newest(List<Path> runs) {
        return RunDirectory.latestFirst(runs.stream().filter(Files::isDirectory).toList()).stream()
                .findFirst();
    }

    /** The run; nothing while there are problems. */
    Optional<Path> chosen() {
        return chosen;
    }

    /** The run. Says which one it is where that was not written. */
    Path told(Terminal terminal) {
        Path run = chosen.orElseThrow();
        if (named.size() != 1) {
            String which =
                    named.isEmpty() ? "the last run in " + RunOptions.HOME : "the last of " + named.size() + " runs";
            terminal.tell("@|bold " + Text.escaped(run.toString()) + "|@: " + which);
        }
        return run;
    }
}
