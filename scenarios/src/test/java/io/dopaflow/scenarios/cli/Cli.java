package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.run.EngineFactory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A command line that was executed in this process.
 *
 * @param exitCode what the process would have ended with
 * @param out standard output
 * @param err standard error
 */
record Cli(int exitCode, String out, String err) {

    /** Executes through the program's entry point. */
    static Cli execute(Object... args) {
        return capture((out, err) -> Dopaflow.execute(words(args), out, err));
    }

    /** Executes with engines of the test's own. */
    static Cli executeWith(EngineFactory engines, Object... args) {
        return capture((out, err) -> new CommandRunner(Terminal.of(out, err), engines).execute(words(args)));
    }

    private interface Program {
        int execute(PrintStream out, PrintStream err);
    }

    private static Cli capture(Program program) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = program.execute(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8));
        return new Cli(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static String[] words(Object... args) {
        String[] words = new String[args.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = args[i].toString();
        }
        return words;
    }
}
