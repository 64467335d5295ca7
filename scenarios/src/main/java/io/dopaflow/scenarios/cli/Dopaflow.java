package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.run.EngineFactory;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.function.BooleanSupplier;

/**
 * The program. Exit codes: 0 done, 1 the run or the verification failed or output was lost, 2 the input is wrong, 130 and
 * 143 ended by SIGINT (Ctrl-C) and SIGTERM.
 * What a program may read goes to standard output, everything else to standard error.
 */
public final class Dopaflow {
    private static final int BUFFER = 1 << 16;

    private Dopaflow() {}

    /** Executes a command line and ends the process. */
    public static void main(String[] args) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "io/dopaflow/scenarios/cli/logback.xml");
        }
        PrintStream out = new PrintStream(
                new BufferedOutputStream(
                        new StandardOutput(new FileOutputStream(FileDescriptor.out), Terminal::outIsPipe), BUFFER),
                false,
                Charset.forName(System.getProperty(
                        "stdout.encoding", Charset.defaultCharset().name())));
        System.exit(new CommandRunner(Terminal.ofProcess(out, System.err), EngineFactory.standard()).execute(args));
    }

    /**
     * Executes a command line in this process.
     *
     * @param args as typed, without the program's name
     * @param out what a program may read
     * @param err everything else
     * @return the exit code
     */
    public static int execute(String[] args, PrintStream out, PrintStream err) {
        return new CommandRunner(Terminal.of(out, err), EngineFactory.standard()).execute(args);
    }

    /**
     * Standard output of the process. When it cannot be written any more, the rest is dropped, and a print stream over this
     * knows of it: but not when it is a pipe, whose reader has seen enough, as {@code head} has.
     */
    static final class StandardOutput extends OutputStream {
        private final OutputStream next;
        private final BooleanSupplier isPipe;
        private boolean lost;

        StandardOutput(OutputStream next, BooleanSupplier isPipe) {
            this.next = next;
            this.isPipe = isPipe;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (lost) {
                return;
            }
            try {
                next.write(bytes, from, length);
            } catch (IOException e) {
                lost = true;
                if (!isPipe.getAsBoolean()) {
                    throw e;
                }
            }
        }
    }
}
