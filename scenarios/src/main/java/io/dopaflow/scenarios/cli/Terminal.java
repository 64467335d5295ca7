package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.figure.Printable;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * Where output goes.
 *
 * @param out what a program may read
 * @param err everything else
 * @param outIsTerminal whether a person watches {@code out}
 * @param errIsTerminal whether a person watches {@code err}
 * @param colours where colours are welcome
 */
record Terminal(PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal, Colours colours) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Path OWN_OUT = Path.of("/dev/fd/1");
    private static final int KIND_OF_FILE = 0170000;
    private static final int FIFO = 0010000;
    private static final int SOCKET = 0140000;
    private static final int OUT = 1;
    private static final int ERR = 2;

    /** Where colours are welcome. */
    enum Colours {
        NOWHERE,
        ON_TERMINALS,
        EVERYWHERE;

        /**
         * What the environment asks for: nowhere with NO_COLOR, a terminal called dumb, or CLICOLOR=0; everywhere with
         * CLICOLOR_FORCE; NO_COLOR decides where both are set.
         *
         * @param environment the variables
         */
        static Colours of(Map<String, String> environment) {
            String force = environment.getOrDefault("CLICOLOR_FORCE", "");
            if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
                return NOWHERE;
            }
            if (!force.isEmpty() && !force.equals("0")) {
                return EVERYWHERE;
            }
            return "dumb".equals(environment.get("TERM")) || "0".equals(environment.get("CLICOLOR"))
                    ? NOWHERE
                    : ON_TERMINALS;
        }

        private Ansi ansi(boolean isTerminal) {
            return this == EVERYWHERE || (this == ON_TERMINALS && isTerminal) ? Ansi.ON : Ansi.OFF;
        }
    }

    /** Streams that nobody watches. */
    static Terminal of(PrintStream out, PrintStream err) {
        return new Terminal(out, err, false, false, Colours.NOWHERE);
    }

    /** The streams of this process. */
    static Terminal ofProcess(PrintStream out, PrintStream err) {
        return new Terminal(out, err, isTerminal(OUT), isTerminal(ERR), Colours.of(System.getenv()));
    }

    /** Linux tells for each descriptor what it is; elsewhere Java only knows of input and output together. */
    private static boolean isTerminal(int descriptor) {
        Path link = DESCRIPTORS.resolve(Integer.toString(descriptor));
        if (!Files.isSymbolicLink(link)) {
            return consoleIsTerminal();
        }
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether {@code out} of this process goes to another one, or may do so where the system does not tell. */
    static boolean outIsPipe() {
        try {
            int kind = (int) Files.getAttribute(OWN_OUT, "unix:mode") & KIND_OF_FILE;
            return kind == FIFO || kind == SOCKET;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return true;
        }
    }

    /** From Java 22 on there is a console even without a terminal, and a method that tells. */
    @SuppressWarnings("SystemConsoleNull") // Before Java 22 this is how to know.
    private static boolean consoleIsTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }

    /** Colours of what goes to {@code out}. */
    Ansi outAnsi() {
        return colours.ansi(outIsTerminal);
    }

    /** Colours of what goes to {@code err}. */
    Ansi errAnsi() {
        return colours.ansi(errIsTerminal);
    }

    /** A line for a person. */
    void tell(String markup) {
        err.println(errAnsi().string(Printable.of(markup)));
    }

    /** A line for a person on what became different from what could be expected. */
    void note(String text) {
        tell("@|yellow note:|@ " + Text.escaped(text));
    }

    /** A line that says what is wrong. */
    void problem(String text) {
        tell("@|red dopaflow:|@ " + Text.escaped(text));
    }

    /** A line of a result, for a person. */
    void show(String markup) {
        out.println(outAnsi().string(Printable.of(markup)));
    }

    /** Lines of a result, as they are. */
    void showText(String text) {
        text.lines().forEach(line -> out.println(Printable.of(line)));
    }
}
