package io.dopaflow.scenarios.schema.phased;

import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.ScalarType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.ValueType;
import java.util.function.Function;

/** What the parts of a rule have in common. */
final class Words {
    private static final double LARGEST = 1e6;

    /** The name of a phase, a projection or a broadcast. */
    static final ScalarType<String> NAME = Types.text(
            "[A-Za-z][A-Za-z0-9_-]{0,63}",
            "a name of 1 to 64 letters, digits, hyphens and underscores, a letter first");

    /** A size above 0. */
    static final ScalarType<Double> SIZE = Types.positive(LARGEST);

    private Words() {}

    /** A key by which one of several kinds of a value is written. */
    static <T, S extends T, V> Key<T, V> kind(
            String name, ValueType<V> type, Class<S> kind, Function<S, V> from, String doc) {
        return Key.conditional(name, type, "another of these keys", Key.when(Function.identity(), kind, from), doc);
    }
}
