package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.store.AtomicFile;
import io.dopaflow.analysis.store.StorageException;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.models.record.RecordingFailedException;
import io.dopaflow.scenarios.batch.UnfinishedBatchException;
import io.dopaflow.scenarios.run.DopaflowVersion;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.simulator.engine.RunFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParseResult;

/**
 * Parses a command line, reports all that is wrong with it and with what it names, or executes it. Nobody ever sees a
 * stack trace: what was not foreseen goes into a file whose name is printed.
 */
record CommandRunner(Terminal terminal, EngineFactory engines) {

    /** Executes and returns the exit code. */
    int execute(String... args) {
        int exitCode = executeWithoutStackTrace(args);
        terminal.err().flush();
        if (terminal.out().checkError()) {
            terminal.problem("standard output could not be written completely; is the disk full?");
            return exitCode == ExitCode.DONE ? ExitCode.FAILED : exitCode;
        }
        return exitCode;
    }

    private int executeWithoutStackTrace(String... args) {
        try {
            return parseAndExecute(args);
        } catch (WrongInputException e) {
            return wrongInput(e.problems());
        } catch (WrongFileException e) {
            return wrongInput(List.of(Text.oneLine(e.getMessage())));
        } catch (StorageException | RecordingFailedException | UnfinishedBatchException | UncheckedIOException e) {
            terminal.problem(Text.oneLine(e.getMessage()));
            return ExitCode.FAILED;
        } catch (OutOfMemoryError e) {
            terminal.problem("out of memory; give Java more: DOPAFLOW_JAVA_OPTS=-Xmx2g ./dopaflow ...");
            return ExitCode.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.CANCELLED;
        } catch (Throwable e) {
            terminal.problem(crashLog(e, args));
            return ExitCode.FAILED;
        }
    }

    private int parseAndExecute(String... args) throws Exception {
        List<String> undecoded = undecoded(args);
        if (!undecoded.isEmpty()) {
            return wrongInput(undecoded);
        }
        CommandLine top = TopCommand.commandLine(new CommandFactory(terminal, engines));
        top.setColorScheme(Help.defaultColorScheme(terminal.outAnsi()));
        collectErrors(top);
        top.getSubcommands().values().forEach(CommandRunner::collectErrors);
        ParseResult parsed = top.parseArgs(args);
        List<Exception> errors = new ArrayList<>(parsed.errors());
        boolean help = parsed.isUsageHelpRequested();
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
            errors.addAll(parsed.errors());
            help |= parsed.isUsageHelpRequested();
        }
        CommandLine chosen = parsed.commandSpec().commandLine();
        if (help) {
            chosen.usage(terminal.out());
            return ExitCode.DONE;
        }
        if (parsed.isVersionHelpRequested()) {
            chosen.printVersionHelp(terminal.out(), terminal.outAnsi());
            return ExitCode.DONE;
        }
        return execute(chosen, errors);
    }

    /** Arguments, and the working directory, in which Java found bytes that are no text: they would name other files. */
    private static List<String> undecoded(String... args) {
        return Stream.concat(Stream.of(System.getProperty("user.dir")), Arrays.stream(args))
                .filter(text -> text.indexOf('\uFFFD') >= 0)
                .map(text -> "found " + Text.quoted(text) + ", which is not valid text in this locale; allowed: UTF-8,"
                        + " and a locale that uses it, such as LC_ALL=C.UTF-8")
                .toList();
    }

    private static void collectErrors(CommandLine commandLine) {
        commandLine.getCommandSpec().parser().collectErrors(true);
    }

    private int execute(CommandLine chosen, List<Exception> errors) throws Exception {
        List<String> problems = new ArrayList<>();
        errors.forEach(error -> problems.addAll(UsageProblem.describe(error, chosen)));
        if (!(chosen.getCommand() instanceof Command command)) {
            if (problems.isEmpty()) {
                problems.add("found no command; allowed: "
                        + String.join(" | ", chosen.getSubcommands().keySet()));
            }
            return wrongCommandLine(problems, chosen);
        }
        problems.addAll(command.problems());
        if (!errors.isEmpty()) {
            return wrongCommandLine(problems, chosen);
        }
        return problems.isEmpty() ? command.execute() : wrongInput(problems);
    }

    private int wrongCommandLine(List<String> problems, CommandLine chosen) {
        int exitCode = wrongInput(problems);
        terminal.tell("@|faint " + chosen.getCommandSpec().qualifiedName() + " --help|@ shows what is allowed");
        return exitCode;
    }

    private int wrongInput(List<String> problems) {
        problems.forEach(terminal::problem);
        return ExitCode.WRONG_INPUT;
    }

    /** Keeps the stack trace of what nobody foresaw in a file; one line says what happened, and where more is. */
    private static String crashLog(Throwable failure, String... args) {
        String reason = Text.oneLine(RunFailedException.describe(failure));
        String what = reason.startsWith("an internal error") ? reason : "an internal error: " + reason;
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        writer.println("dopaflow " + String.join(" ", args));
        writer.println("version " + DopaflowVersion.text() + ", Java " + System.getProperty("java.runtime.version"));
        failure.printStackTrace(writer);
        try {
            Path file = Files.createTempFile("dopaflow-crash-", ".log");
            AtomicFile.write(file, text.toString());
            return what + "; more in " + file;
        } catch (IOException | StorageException e) {
            return what + "; no file could be written to say more";
        }
    }
}
