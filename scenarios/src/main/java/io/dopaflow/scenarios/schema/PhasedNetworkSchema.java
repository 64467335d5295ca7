package io.dopaflow.scenarios.schema;

import io.dopaflow.models.phased.WeightForm;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.Values;
import java.util.List;
import java.util.Optional;

/** The keys of {@code network} in phased learning. */
final class PhasedNetworkSchema {
    private static final double LARGEST_GAIN = 1000;

    /** The numbers under {@code initial_weight}, each where it was written or applies. */
    private record Start(
            Optional<Double> gain, Optional<Double> bias, Optional<Double> median, Optional<Double> spread) {

        static Start of(PhasedNetwork network) {
            Optional<NetworkSettings.InitialWeight> logUniform = network.gain().isPresent()
                    ? Optional.empty()
                    : Optional.of(network.network().initialWeight());
            return new Start(
                    network.gain(),
                    network.gain().map(signed -> network.bias()),
                    logUniform.map(NetworkSettings.InitialWeight::median),
                    logUniform.map(NetworkSettings.InitialWeight::spread));
        }

        boolean isOfLogWeights() {
            return median.isPresent() || spread.isPresent();
        }

        boolean isOfSignedWeights() {
            return gain.isPresent() || bias.isPresent();
        }
    }

    static final Key<PhasedNetwork, WeightForm> WEIGHTS = Key.defaulted(
            "weights",
            Types.choice(WeightForm.class),
            WeightForm.SIGNED,
            PhasedNetwork::weights,
            "What a synapse stores. signed: the weight itself, of either sign. log: the log-weight of a synapse that keeps"
                    + " the sign of its neuron (Dale's principle); the gradient of it. log-mirror: the same, changed by"
                    + " mirror descent, the exponentiated gradient. log-direct: the same, changed by the update itself.");

    private static final Key<Start, Double> GAIN = Key.conditional(
            "gain",
            Types.number(0, LARGEST_GAIN),
            PhasedNetwork.DEFAULT_GAIN + " with weights: signed",
            Start::gain,
            "Standard deviation of the normal weights, in units of 1 / sqrt(fan-in); those from bias neurons are not drawn.");

    private static final Key<Start, Double> HIDDEN_BIAS = Key.conditional(
            "hidden_bias",
            Types.number(-LARGEST_GAIN, LARGEST_GAIN),
            "0 with weights: signed",
            Start::bias,
            "Weight of the synapses from bias neurons onto hidden neurons: far below 0, the neurons are silent.");

    private static final Key<Start, Double> MEDIAN = Key.conditional(
            "median",
            NetworkSchema.MEDIANS,
            NetworkSchema.DEFAULT_START.median() + " with weights: log | log-mirror | log-direct",
            Start::median,
            NetworkSchema.MEDIAN_DOC);

    private static final Key<Start, Double> SPREAD = Key.conditional(
            "spread",
            NetworkSchema.SPREADS,
            NetworkSchema.DEFAULT_START.spread() + " with weights: log | log-mirror | log-direct",
            Start::spread,
            NetworkSchema.SPREAD_DOC);

    private static final Key<PhasedNetwork, Start> INITIAL_WEIGHT = Key.conditional(
            "initial_weight",
            MappingType.of(
                    List.of(GAIN, HIDDEN_BIAS, MEDIAN, SPREAD),
                    values -> new Start(
                            values.find(GAIN), values.find(HIDDEN_BIAS), values.find(MEDIAN), values.find(SPREAD))),
            "the defaults of its keys",
            network -> Optional.of(Start.of(network)),
            "The initial weights: gain and hidden_bias where they are signed, median and spread where they are log-weights.");

    private static final Key<HasNetwork, List<NetworkSettings.Synapse>> SYNAPSES =
            NetworkSchema.synapses(NeuronSchema.SIGNED_SYNAPSE);

    static final MappingType<PhasedNetwork> TYPE = MappingType.of(
                    List.of(
                            NetworkSchema.HIDDEN,
                            NetworkSchema.OUTPUT,
                            NetworkSchema.BIAS,
                            NetworkSchema.NEURONS,
                            SYNAPSES,
                            WEIGHTS,
                            INITIAL_WEIGHT),
                    PhasedNetworkSchema::make)
            .withCheck(values -> NetworkSchema.checkForm(values, SYNAPSES))
            .withCheck(PhasedNetworkSchema::checkStart);

    private PhasedNetworkSchema() {}

    private static PhasedNetwork make(Values values) {
        Optional<Start> start = values.find(INITIAL_WEIGHT);
        NetworkSettings.InitialWeight usual = NetworkSchema.DEFAULT_START;
        NetworkSettings.InitialWeight logUniform = new NetworkSettings.InitialWeight(
                start.flatMap(Start::median).orElse(usual.median()),
                start.flatMap(Start::spread).orElse(usual.spread()));
        WeightForm weights = values.get(WEIGHTS);
        return new PhasedNetwork(
                NetworkSchema.make(values, SYNAPSES, logUniform),
                weights,
                weights == WeightForm.SIGNED
                        ? start.flatMap(Start::gain).or(() -> Optional.of(PhasedNetwork.DEFAULT_GAIN))
                        : Optional.empty(),
                start.flatMap(Start::bias).orElse(0.0));
    }

    private static void checkStart(Values values) {
        boolean signed = values.has(WEIGHTS, WeightForm.SIGNED);
        values.find(INITIAL_WEIGHT).ifPresent(start -> {
            if (signed && start.isOfLogWeights()) {
                values.wrong(
                        INITIAL_WEIGHT,
                        "median or spread with weights: signed",
                        "gain and hidden_bias, or weights: log | log-mirror | log-direct");
            } else if (!signed && start.isOfSignedWeights()) {
                values.wrong(
                        INITIAL_WEIGHT,
                        "gain or hidden_bias with log-weights",
                        "median and spread, or weights: signed");
            }
        });
    }
}
