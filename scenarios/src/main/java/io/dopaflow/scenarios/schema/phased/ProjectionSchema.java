package io.dopaflow.scenarios.schema.phased;

import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Projection.Weights;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.NamedType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.WordOrMapping;
import java.util.List;
import java.util.Map;

/** The keys of a projection of a rule. */
final class ProjectionSchema {
    private static final double LARGEST_GAIN = 1000;

    /** A projection but for its name. */
    record Form(Projection.Wiring wiring, boolean bias, Weights weights) {

        static Named<Form> of(Projection projection) {
            return new Named<>(
                    projection.name(), new Form(projection.wiring(), projection.bias(), projection.weights()));
        }

        static Projection projection(Named<Form> named) {
            Form form = named.value();
            return new Projection(named.name(), form.wiring, form.bias, form.weights);
        }
    }

    private static final Key<Form, Projection.Wiring> WIRING = Key.required(
            "wiring",
            Types.choice(Projection.Wiring.class),
            Form::wiring,
            "Between which neurons. transpose: one synapse back for each forward synapse from a hidden neuron."
                    + " transpose-between-hidden: only for those between hidden neurons. transpose-to-inputs: for those, and"
                    + " for those from inputs. direct: from each output"
                    + " to each hidden neuron. lateral: from each hidden neuron to each of its layer. lateral-and-labels:"
                    + " the same, and from each label.");

    private static final Key<Form, Boolean> BIAS = Key.defaulted(
            "bias",
            Types.FLAG,
            false,
            Form::bias,
            "Whether the bias neuron of the sending layer leads to each target, too.");

    private static final Key<Weights.Own, Double> OWN_GAIN = Key.defaulted(
            "gain",
            Types.number(0, LARGEST_GAIN),
            1.0,
            Weights.Own::gain,
            "Standard deviation at the start, in units of 1 / sqrt(fan-in).");

    private static final Key<Weights.SignOfForward, Double> SIZE_GAIN = Key.defaulted(
            "gain",
            Types.positive(LARGEST_GAIN),
            1.0,
            Weights.SignOfForward::gain,
            "Their size: that of the mean of normal weights of this standard deviation, in units of 1 / sqrt(fan-in).");

    private static final Key<Weights, Weights.Own> OWN = Words.kind(
            "own",
            MappingType.of(List.of(OWN_GAIN), values -> new Weights.Own(values.get(OWN_GAIN))),
            Weights.Own.class,
            own -> own,
            "Weights of its own.");

    private static final Key<Weights, Weights.SignOfForward> SIGN = Words.kind(
            "sign-of-forward",
            MappingType.of(List.of(SIZE_GAIN), values -> new Weights.SignOfForward(values.get(SIZE_GAIN))),
            Weights.SignOfForward.class,
            sign -> sign,
            "The sign of the forward synapse beside each, and one size for all.");

    private static final Key<Form, Weights> WEIGHTS = Key.defaulted(
            "weights",
            new WordOrMapping<>(
                    Types.choice(Map.of("shared", (Weights) new Weights.Shared())),
                    MappingType.of(
                                    List.of(OWN, SIGN),
                                    values -> values.find(OWN)
                                            .<Weights>map(own -> own)
                                            .orElseGet(() -> values.get(SIGN)))
                            .withExactlyOneOf("own: {gain: 1}", OWN, SIGN),
                    weights -> !(weights instanceof Weights.Shared)),
            new Weights.Own(1),
            Form::weights,
            "Where its weights come from. shared: from the forward synapses, which work in both directions.");

    static final NamedType<Form> TYPE = new NamedType<>(
            MappingType.of(
                    List.of(WIRING, BIAS, WEIGHTS),
                    values -> new Form(values.get(WIRING), values.get(BIAS), values.get(WEIGHTS))),
            "projections",
            0);

    private ProjectionSchema() {}
}
