package io.dopaflow.scenarios.cli;

/** What the program tells its caller. */
final class ExitCode {
    /** Done. */
    static final int DONE = 0;

    /** The run or the verification failed, or what was studied does not agree with theory. */
    static final int FAILED = 1;

    /** The command line, a scenario or a run directory is wrong; nothing was written. */
    static final int WRONG_INPUT = 2;

    /** Ended by the user. */
    static final int CANCELLED = 130;

    private ExitCode() {}
}
