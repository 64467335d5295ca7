package io.dopaflow.models.task;

import java.util.List;

/** What the outputs stand for. */
public sealed interface Target {

    /** A name for each output, in order. */
    List<String> names();

    /**
     * Classification: an output for each class.
     *
     * @param names the classes
     */
    record Classes(List<String> names) implements Target {
        /** Copies the list. */
        public Classes {
            names = List.copyOf(names);
        }
    }

    /**
     * Regression: an output for each number.
     *
     * @param names the numbers
     */
    record Values(List<String> names) implements Target {
        /** Copies the list. */
        public Values {
            names = List.copyOf(names);
        }
    }
}
