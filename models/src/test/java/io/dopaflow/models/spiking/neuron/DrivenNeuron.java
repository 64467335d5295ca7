package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A model of the registry with a current that makes it spike, and random input that fits it.
 *
 * @param current in the unit of I_e
 * @param weight a strong one, in the model's unit
 * @param tRef in ms, for models that have it
 */
record DrivenNeuron(NeuronModel model, double current, double weight, double tRef) {
    static final long MS = 1_000_000_000L;
    static final NeuronNoise NOISE = new NeuronNoise(new RandomStreams(5), 3);

    private static final Map<String, Double> CURRENTS = Map.of(
            "lif",
            600.0,
            "escape",
            350.0,
            "srm",
            600.0,
            "izhikevich",
            10.0,
            "izhikevich-published",
            10.0,
            "adex",
            900.0,
            "hodgkin-huxley",
            1000.0);
    private static final Map<String, Double> WEIGHTS = Map.of("mV", 3.0, "pA", 300.0, "nS", 10.0, "mV/ms", 3.0);

    /** Every model. */
    static Stream<DrivenNeuron> all() {
        return NeuronModels.all().stream()
                .map(model -> new DrivenNeuron(
                        model,
                        CURRENTS.getOrDefault(model.name(), 0.0),
                        WEIGHTS.getOrDefault(model.weightUnit(), 0.0),
                        3));
    }

    /** Every model that runs in continuous time. */
    static Stream<DrivenNeuron> precise() {
        return all().filter(driven -> !driven.model().name().equals("izhikevich-published"));
    }

    /** With I_e at the current. */
    NeuronType type() {
        return type(current);
    }

    /** With another I_e. */
    NeuronType type(double iE) {
        double[] values =
                model.parameters().stream().mapToDouble(Parameter::standard).toArray();
        values[model.indexOf("I_e")] = iE;
        if (model.indexOf("t_ref") >= 0) {
            values[model.indexOf("t_ref")] = tRef;
        }
        return model.type(values);
    }

    /** A grid that the model has. */
    long step() {
        return model.name().equals("izhikevich-published") ? MS : MS / 10;
    }

    ContinuousNeuron precise(NeuronType type) {
        return type.continuous(type.start(Map.of()), NOISE);
    }

    GridNeuron onGrid(NeuronType type) {
        return type.onGrid(step(), type.start(Map.of()), NOISE);
    }

    /** What is done to a neuron at a time: an arrival, or another injected current. */
    record Event(long at, boolean isCurrent, double excitatory, double inhibitory) {
        void apply(ContinuousNeuron neuron) {
            if (isCurrent) {
                neuron.inject(at, excitatory);
            } else {
                neuron.receive(at, excitatory, inhibitory);
            }
        }
    }

    /** Random events, some of them at the same time. */
    List<Event> events(long seed, long end) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Event> events = new ArrayList<>();
        for (long at = random.nextLong(5 * MS); at < end; at += random.nextInt(4) == 0 ? 0 : random.nextLong(5 * MS)) {
            boolean isCurrent = random.nextInt(6) == 0;
            events.add(new Event(
                    at,
                    isCurrent,
                    (isCurrent ? current / 3 : weight) * random.nextDouble(),
                    isCurrent ? 0 : -weight / 3 * random.nextDouble()));
        }
        return events;
    }

    /** Spikes until an event's time, that of the event included if the event does not prevent it; then the event. */
    static List<Long> advance(ContinuousNeuron neuron, Event event) {
        List<Long> spikes = spikes(neuron, event.at() - 1);
        event.apply(neuron);
        return spikes;
    }

    /** All spikes up to a time. */
    static List<Long> spikes(ContinuousNeuron neuron, long until) {
        List<Long> spikes = new ArrayList<>();
        for (long at = neuron.nextSpike(until); at <= until; at = neuron.nextSpike(until)) {
            neuron.spike(at);
            spikes.add(at);
        }
        return spikes;
    }

    @Override
    public String toString() {
        return (model.name() + " " + model.synapses()).strip();
    }
}
