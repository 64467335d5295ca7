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
     * @param unit what 1 at a readout is in the unit that the numbers were measured in, above 0
     */
    record Values(List<String> names, double unit) implements Target {
        /** Copies the list. */
        public Values {
            names = List.copyOf(names);
        }

        /** Numbers as they were measured. */
        public Values(List<String> names) {
            this(names, 1);
        }
    }
}
