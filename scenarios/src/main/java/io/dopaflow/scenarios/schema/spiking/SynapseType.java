package io.dopaflow.scenarios.schema.spiking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Node;
import io.dopaflow.scenarios.format.Quantities;
import io.dopaflow.scenarios.format.Reading;
import io.dopaflow.scenarios.format.ScalarType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A synapse as a list of its ends, then its weight and its delay if they are its own. */
final class SynapseType implements ValueType<ConnectSettings.Synapse> {
    /** The units of weights. */
    static final List<String> WEIGHT_UNITS = List.of("mV", "pA", "nS", "mV/ms");

    private static final ScalarType<Long> NUMBER = Types.wholeNumber(0, Integer.MAX_VALUE - 1L);
    private static final ScalarType<Long> DELAY = Durations.between(0, SourceSchema.LONGEST);
    private static final MeasuredType<Double> WEIGHT =
            new MeasuredType<>(WEIGHT_UNITS, unit -> Quantities.in(unit).any());
    private static final int ENDS = 2;
    private static final int ALL = 4;

    @Override
    public Optional<ConnectSettings.Synapse> read(Node node, Reading reading) {
        if (!(node instanceof Node.Sequence sequence)
                || sequence.items().size() < ENDS
                || sequence.items().size() > ALL) {
            reading.wrong(node, allowed());
            return Optional.empty();
        }
        List<Node> items = sequence.items();
        int before = reading.problems().count();
        Optional<Long> pre = NUMBER.read(items.get(0), reading.at("0"));
        Optional<Long> post = NUMBER.read(items.get(1), reading.at("1"));
        Optional<Measured<Double>> weight =
                items.size() > ENDS ? WEIGHT.read(items.get(ENDS), reading.at("2")) : Optional.empty();
        Optional<Long> delay = items.size() == ALL ? DELAY.read(items.get(ALL - 1), reading.at("3")) : Optional.empty();
        return reading.problems().count() == before
                ? Optional.of(new ConnectSettings.Synapse(
                        pre.orElseThrow().intValue(), post.orElseThrow().intValue(), weight, delay))
                : Optional.empty();
    }

    @Override
    public Node write(ConnectSettings.Synapse synapse) {
        List<Node> items = new ArrayList<>();
        items.add(NUMBER.write((long) synapse.pre()));
        items.add(NUMBER.write((long) synapse.post()));
        synapse.weight().map(WEIGHT::write).ifPresent(items::add);
        synapse.delayPs().map(DELAY::write).ifPresent(items::add);
        return new Node.Sequence(items, Node.NOWHERE);
    }

    @Override
    public String allowed() {
        return "[pre, post], [pre, post, weight] or [pre, post, weight, delay]";
    }

    @Override
    public ObjectNode jsonSchema() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "array")
                .put("minItems", ENDS)
                .put("maxItems", ALL);
    }
}
