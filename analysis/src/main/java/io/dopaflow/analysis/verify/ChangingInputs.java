package io.dopaflow.analysis.verify;

import io.dopaflow.models.spiking.Afferents;
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
import java.util.stream.IntStream;

/**
 * The synapses of a projection onto one neuron that is solved again, which learn or use resources. What a spike transmits depends on what the neuron has
 * emitted until the spike reaches the synapse: it is known when all spikes until then have been told.
 */
final class ChangingInputs {
    private final SynapseModel model;
    private final Afferents afferents;
    private final long firstNumber;
    private final long unit;
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
     * Synapses at time 0.
     *
     * @param afferents in the order of ids
     * @param firstNumber of the first synapse among those of the neuron
     * @param modulators of the network, with all that was released
     */
    ChangingInputs(
            SpikingNetwork network,
            SynapseModel model,
            Afferents afferents,
            long firstNumber,
            List<Concentration> modulators) {
        this.model = model;
        this.afferents = afferents;
        this.firstNumber = firstNumber;
        this.unit = network.time().unitPs();
        int size = afferents.incoming().size();
        this.target = new int[size];
        this.spikes = new long[size];
        this.histories = Histories.of(model.plasticity(), model.shortTerm(), network.synapticTime(), size, 1);
        this.plastic = model.plasticity().map(plasticity -> {
            Optional<Concentration> modulator =
                    plasticity.eligibility().map(Eligibility::modulator).map(modulators::get);
            double[] sizes = IntStream.range(0, size)
                    .mapToDouble(place -> Math.abs(afferents.weight(place)))
                    .toArray();
            return new PlasticSynapses(plasticity, network.synapticTime(), histories, modulator, sizes);
        });
    }

    private long dendriticPs(int place) {
        return afferents.delayPs(place) - model.axonalPs();
    }

    /** The presynaptic cell of a synapse has spiked. */
    void heard(int place, long emittedPs) {
        long reaches = emittedPs + model.axonalPs();
        histories.sources().add(place, reaches / unit);
        boolean isAtOnce = plastic.isPresent() && dendriticPs(place) == 0;
        (isAtOnce ? waitingAtOnce : waiting).add(new Waiting(place, reaches, spikes[place]++));
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
        while (!waiting.isEmpty() && waiting.getFirst().reachesPs < toldPs) {
            Waiting next = waiting.removeFirst();
            double weight = afferents.weight(next.place);
            if (plastic.isPresent()) {
                long dendritic = dendriticPs(next.place) / unit;
                plastic.get().arrive(next.place, next.place + 1, target, next.place, next.spike, dendritic);
                weight = model.sign() * plastic.get().weight(next.place);
            }
            tell(next, weight, arrivals);
            if (waitingAtOnce.isEmpty()) {
                histories.sources().forget(next.reachesPs / unit - 1);
            }
        }
    }

    private void tell(Waiting next, double weight, Arrivals arrivals) {
        double share = histories.sources().share(next.place, next.spike);
        arrivals.add(next.reachesPs + dendriticPs(next.place), firstNumber + next.place, weight * share);
    }
}
