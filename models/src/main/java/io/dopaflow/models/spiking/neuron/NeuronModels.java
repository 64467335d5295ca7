package io.dopaflow.models.spiking.neuron;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The neuron models that scenario files can name. Another one takes a class and a line here.
 *
 * <p>The first form of a name is its default. The program of Izhikevich's paper has a name of its own, {@code izhikevich-published},
 * rather than a form of {@code izhikevich}: it differs in its solution and in its unit of weights, not in its synapses.
 */
public final class NeuronModels {
    private static final List<NeuronModel> ALL = List.of(
            LifParameters.model(SynapseShape.DELTA),
            LifParameters.model(SynapseShape.EXPONENTIAL),
            LifParameters.model(SynapseShape.ALPHA),
            CondLif.model(SynapseShape.EXPONENTIAL, "cond-exp"),
            CondLif.model(SynapseShape.ALPHA, "cond-alpha"),
            Izhikevich.model(),
            PublishedIzhikevich.model(),
            Adex.model(Adex.Synapses.CONDUCTANCES),
            Adex.model(Adex.Synapses.CURRENTS),
            HodgkinHuxley.model(),
            Escape.model(SynapseShape.DELTA),
            Escape.model(SynapseShape.EXPONENTIAL),
            Escape.model(SynapseShape.ALPHA),
            Srm.model(SynapseShape.DELTA),
            Srm.model(SynapseShape.EXPONENTIAL),
            Srm.model(SynapseShape.ALPHA));

    private NeuronModels() {}

    /** All models; the forms of a name follow one another. */
    public static List<NeuronModel> all() {
        return ALL;
    }

    /** The forms of a model, the default first; empty if there is no model of that name. */
    public static List<NeuronModel> forms(String name) {
        return ALL.stream().filter(model -> model.name().equals(name)).toList();
    }

    /**
     * The model of a name and form of synapses.
     *
     * @throws IllegalArgumentException if there is none; says which there are
     */
    public static NeuronModel of(String name, String synapses) {
        return ALL.stream()
                .filter(model -> model.name().equals(name) && model.synapses().equals(synapses))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no neuron model " + (name + " " + synapses).strip()
                        + "; allowed: "
                        + ALL.stream()
                                .map(model -> (model.name() + " " + model.synapses()).strip())
                                .collect(Collectors.joining(", "))));
    }
}
