package io.dopaflow.scenarios.cli;

import java.util.List;

/** Input that cannot be used, with all that is wrong with it, one line each. */
final class WrongInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    WrongInputException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong: place, what was found, what is allowed. */
    List<String> problems() {
        return problems;
    }
}
