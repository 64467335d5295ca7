package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.store.AtomicFile;
import io.dopaflow.analysis.store.StorageException;
import io.dopaflow.scenarios.run.DopaflowVersion;
import io.dopaflow.simulator.engine.RunFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps the stack trace of what nobody foresaw, for those who can do something about it. */
final class CrashLog {

    private CrashLog() {}

    /** Writes it to a file and returns one line that says what happened, and where more is. */
    static String write(Throwable failure, String... args) {
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
