package io.dopaflow.scenarios.follow;

import java.util.Arrays;
import java.util.Optional;

/** Which training weights are taken from. */
public enum Way {
    /** That by the rule itself. */
    RULE("rule"),
    /** That by gradient descent, the same weights for all rules; what else a rule has learns along. */
    DESCENT("sgd");

    private final String word;

    Way(String word) {
        this.word = word;
    }

    /** As the command line and tables write it. */
    public String word() {
        return word;
    }

    /** The way of a word; empty if there is none. */
    public static Optional<Way> of(String word) {
        return Arrays.stream(values()).filter(way -> way.word.equals(word)).findFirst();
    }
}
