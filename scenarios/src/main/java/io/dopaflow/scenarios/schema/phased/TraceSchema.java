package io.dopaflow.scenarios.schema.phased;

import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Trace;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.NamedType;
import io.dopaflow.scenarios.format.Types;
import java.util.List;

/** The keys of what a neuron keeps from wave to wave. */
final class TraceSchema {
    private static final double LARGEST = 1e12;

    private static final Key<Trace, Expression> CHANGE = Key.required(
            "change",
            Expressions.of(1),
            Trace::change,
            "What is added to it after each wave: a sum of products of what the neuron knows, trace(NAME) included.");

    private static final Key<Trace, Double> INITIAL = Key.defaulted(
            "initial", Types.number(-LARGEST, LARGEST), 0.0, Trace::initial, "What it is before the first wave.");

    static final NamedType<Trace> TYPE = new NamedType<>(
            MappingType.of(List.of(CHANGE, INITIAL), values -> new Trace("", values.get(CHANGE), values.get(INITIAL))),
            "traces",
            0);

    private TraceSchema() {}

    static Named<Trace> of(Trace trace) {
        return new Named<>(trace.name(), trace);
    }

    static Trace trace(Named<Trace> named) {
        return new Trace(named.name(), named.value().change(), named.value().initial());
    }
}
