package io.dopaflow.scenarios.schema.spiking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.scenarios.format.ListType;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.ScalarKind;
import io.dopaflow.scenarios.format.ScalarType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.ValueType;
import io.dopaflow.scenarios.schema.spiking.EpisodeSettings.Output;
import java.util.List;
import java.util.Optional;

/** What is wanted of an output: a number, a time, or a list of times. */
final class OutputType implements ValueType<Output> {
    private static final int MOST_SPIKES = 10_000;
    private static final ScalarType<Double> NUMBER = Types.number(0, 1e6);
    private static final ListType<Long> TIMES = new ListType<>(SourceSchema.TIMES, "times", 0, MOST_SPIKES);

    @Override
    public Optional<Output> read(Node node, Reading reading) {
        if (node instanceof Node.Sequence) {
            return TIMES.read(node, reading).map(Output.Times::new);
        }
        if (!(node instanceof Node.Scalar scalar)) {
            reading.wrong(node, allowed());
            return Optional.empty();
        }
        return scalar.kind() == ScalarKind.NUMBER
                ? NUMBER.read(node, reading).map(Output.Amount::new)
                : SourceSchema.TIMES.read(node, reading).map(time -> new Output.Times(List.of(time)));
    }

    @Override
    public Node write(Output output) {
        return output instanceof Output.Amount number
                ? NUMBER.write(number.value())
                : TIMES.write(((Output.Times) output).timesPs());
    }

    @Override
    public String allowed() {
        return "a number from 0, a time such as 12 ms, or a list of times";
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("anyOf")
                .add(NUMBER.jsonSchema())
                .add(SourceSchema.TIMES.jsonSchema())
                .add(TIMES.jsonSchema());
        return schema;
    }
}
