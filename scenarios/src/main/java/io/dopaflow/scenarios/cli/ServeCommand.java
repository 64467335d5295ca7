package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.laboratory.Laboratory;
import io.dopaflow.scenarios.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Opens the laboratory in the browser. */
@CommandLine.Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Run and look in the browser: open the laboratory.",
            "The laboratory is a page in the browser, on this machine only, to start scenarios, watch, stop and resume runs, and"
                    + " query them. It goes on until Ctrl-C, which also ends a run that goes on; such a run can be resumed.",
            "The address that is printed holds a token; who does not have it reads and changes nothing."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  dopaflow serve", "  dopaflow serve --port 9000 --runs results"})
final class ServeCommand implements Command {
    private static final long STANDARD_PORT = 8780;

    private final Terminal terminal;

    @Option(
            names = "--port",
            paramLabel = "N",
            converter = WholeNumber.Port.class,
            description = "Where to listen, at 127.0.0.1; 0 for any free port. By default 8780.")
    private @Nullable Long port;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description =
                    "The folder of the runs that are shown and made; by default runs. Scenarios may name files of the"
                            + " working directory and nothing elsewhere.")
    private @Nullable Path runs;

    ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public List<String> problems() {
        return runs != null && Files.exists(runs) && !Files.isDirectory(runs)
                ? List.of("--runs: found the file " + runs + "; allowed: a folder")
                : List.of();
    }

    @Override
    public int execute() throws InterruptedException {
        Path home = (runs == null ? RunOptions.HOME : runs).toAbsolutePath().normalize();
        long at = port == null ? STANDARD_PORT : port;
        try (Laboratory laboratory = Laboratory.start(Path.of("").toAbsolutePath(), home, (int) at)) {
            terminal.out().println(laboratory.url());
            terminal.out().flush();
            terminal.tell("the laboratory is open at that address, for this machine; @|faint Ctrl-C|@ closes it");
            laboratory.awaitEnd();
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new WrongInputException(List.of("--port: found " + at + ", which cannot be used ("
                    + Text.oneLine(e.getMessage()) + "); allowed: a free port, or 0 for any"));
        }
    }
}
