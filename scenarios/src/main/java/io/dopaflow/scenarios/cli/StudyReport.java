package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.converge.Verdict;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.scenarios.batch.BatchOutcome;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** What a study found, for a reader. */
interface StudyReport {

    /** How its replicates ended. */
    BatchOutcome<?> replicates();

    /** What a reader should know, a sentence each. */
    List<String> notes();

    /** On each curve. */
    List<Verdict> verdicts();

    /** Prints for each curve a row for each n, the slopes, and the verdict. */
    void print(PrintStream out, Ansi ansi);

    /** Its curves; empty if there is nothing to show. */
    Optional<Figure> figure();
}
