package io.dopaflow.scenarios.cli;

import java.util.List;

/** A command whose options have been read. */
interface Command {

    /**
     * What is wrong with what the options name, as far as it can be known before anything is done: asked for also when
     * some options could not be read, so that all problems are reported together. Nothing, unless a command says otherwise.
     */
    default List<String> problems() {
        return List.of();
    }

    /** Does it, and returns the exit code. */
    int execute() throws Exception;
}
