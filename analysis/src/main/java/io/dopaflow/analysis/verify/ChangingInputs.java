package io.dopaflow.analysis.verify;

import io.dopaflow.models.spiking.Arrivals;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.plasticity.Concentration;
import io.dopaflow.models.spiking.plasticity.Eligibility;
import io.dopaflow.models.spiking.plasticity.Histories;
import io.dopaflow.models.spiking.plasticity.PlasticSynapses;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The synapses of a projection onto one neuron that is solved again, which learn or use resources. What a spike transmits depends on what the neuron has
 * emitted until the spike reaches the synapse: it is known when all spikes until then have been told. A synapse that is replaced is several, one after another: each hears its cell all the
 * time, and transmits what reaches it in its life.
 */
final class ChangingInputs {
    private final SynapseModel model;
    private final List<Input> inputs;
    private final long unit;

    /** When synapses are replaced, at the synapses, ascending. */
    private final Deque<Long> rewirings;

    private final int[] target;

    /** How many spikes each presynaptic cell has had. */
    private final long[] spikes;

    private final Histories histories;
    private final Optional<PlasticSynapses> plastic;
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    /** The same of synapses without a dendritic delay. */
    private final Deque<Waiting> waitingAtOnce = new ArrayDeque<>();

    /** A cell that is a train may have several spikes at one time: they are counted. */
    private record Waiting(int place, long reachesPs, long spike) {}

    /**
     * A synapse, or a life of one.
     *
     * @param number in which order what arrives at one time is added
     * @param weight that it starts from, with its sign
     */
    record Input(Life life, long number, double weight, long delayPs) {}

    /**
     * Synapses at time 0.
     *
     * @param inputs by their places; lives of one synapse in their order
     * @param modulators of the network, with all that was released
     */
    ChangingInputs(SpikingNetwork network, SynapseModel model, List<Input> inputs, List<Concentration> modulators) {
        this.model = model;
        this.inputs = inputs;
        this.rewirings = inputs.stream()
                .map(input -> input.life.bornPs())
                .filter(born -> born >= 0)
                .sorted()
                .distinct()
                .collect(Collectors.toCollection(ArrayDeque::new));
        this.unit = network.time().unitPs();
        int size = inputs.size();
        this.target = new int[size];
        this.spikes = new long[size];
        this.histories = Histories.of(model.plasticity(), model.shortTerm(), network.synapticTime(), size, 1);
        this.plastic = model.plasticity().map(plasticity -> {
            Optional<Concentration> modulator =
                    plasticity.eligibility().map(Eligibility::modulator).map(modulators::get);
            double[] sizes =
                    inputs.stream().mapToDouble(input -> Math.abs(input.weight)).toArray();
            return new PlasticSynapses(plasticity, network.synapticTime(), histories, modulator, sizes);
        });
    }

    private long dendriticPs(int place) {
        return inputs.get(place).delayPs - model.axonalPs();
    }

    /** The presynaptic cell of a synapse has spiked. */
    void heard(int place, long emittedPs) {
        long reaches = emittedPs + model.axonalPs();
        Life life = inputs.get(place).life;
        if (reaches > life.diesPs()) {
            return;
        }
        histories.sources().add(place, reaches / unit);
        long spike = spikes[place]++;
        if (life.transmits(reaches)) {
            boolean isAtOnce = plastic.isPresent() && dendriticPs(place) == 0;
            (isAtOnce ? waitingAtOnce : waiting).add(new Waiting(place, reaches, spike));
        }
    }

    /** The neuron has spiked, and all spikes before have been told. */
    void hasSpiked(long emittedPs, Arrivals arrivals) {
        tell(emittedPs, emittedPs, arrivals);
        histories.addPost(0, emittedPs / unit);
    }

    /**
     * Tells arrivals.
     *
     * @param toldPs all spikes before have been told
     * @param atOncePs what arrives without a dendritic delay is told up to here
     */
    void tell(long toldPs, long atOncePs, Arrivals arrivals) {
        while (!waitingAtOnce.isEmpty() && waitingAtOnce.getFirst().reachesPs <= atOncePs) {
            Waiting next = waitingAtOnce.removeFirst();
            double size = plastic.orElseThrow().arriveAtOnce(next.place, 0, next.place, next.spike);
            tell(next, model.sign() * size, arrivals);
        }
        rewire(toldPs);
        while (!waiting.isEmpty() && waiting.getFirst().reachesPs < toldPs) {
            Waiting next = waiting.removeFirst();
            double weight = inputs.get(next.place).weight;
            if (plastic.isPresent()) {
                long dendritic = dendriticPs(next.place) / unit;
                plastic.get().arrive(next.place, next.place + 1, target, next.place, next.spike, dendritic);
                weight = model.sign() * plastic.get().weight(next.place);
            }
            tell(next, weight, arrivals);
            if (waitingAtOnce.isEmpty()) {
                histories.sources().forget(next.reachesPs / unit - 1);
            }
            rewire(toldPs);
        }
    }

    /** Replaces synapses before the next spike reaches them, if all spikes until then have been told. */
    private void rewire(long toldPs) {
        long next = waiting.isEmpty() ? Long.MAX_VALUE : waiting.getFirst().reachesPs;
        while (!rewirings.isEmpty() && rewirings.getFirst() < Math.min(next, toldPs)) {
            rewire(plastic.orElseThrow(), rewirings.removeFirst());
        }
    }

    private void rewire(PlasticSynapses synapses, long atPs) {
        long at = atPs / unit;
        double initial = model.rewiring().orElseThrow().initial();
        for (int place = 0; place < inputs.size(); place++) {
            Life life = inputs.get(place).life;
            if (life.bornPs() == atPs) {
                synapses.restore(place, initial, 0);
            } else if (life.transmits(atPs)) {
                long dendritic = dendriticPs(place) / unit;
                synapses.settle(place, place + 1, target, place, dendritic, at + dendritic, at);
            }
        }
        synapses.resume(at);
    }

    private void tell(Waiting next, double weight, Arrivals arrivals) {
        double share = histories.sources().share(next.place, next.spike);
        arrivals.add(next.reachesPs + dendriticPs(next.place), inputs.get(next.place).number, weight * share);
    }
}
