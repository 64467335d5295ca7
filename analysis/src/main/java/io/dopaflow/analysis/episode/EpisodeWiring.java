package io.dopaflow.analysis.episode;

import io.dopaflow.models.spiking.Afferents;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Neurons;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.neuron.Escape;
import io.dopaflow.models.spiking.neuron.NeuronType;
import io.dopaflow.models.spiking.neuron.Srm;
import io.dopaflow.models.spiking.neuron.SynapseShape;
import java.util.ArrayList;
import java.util.List;

/** Who is in a network in episodes, and who projects to whom, as analysis sees it. Neurons are numbered through the populations. */
final class EpisodeWiring {
    private final SpikingNetwork network;
    private final List<EpisodeNeuron> neurons = new ArrayList<>();
    private final List<EpisodeSynapse> synapses = new ArrayList<>();
    private final List<Double> learning = new ArrayList<>();
    private final List<Double> fixed = new ArrayList<>();
    private final List<EpisodeLayer> layers = new ArrayList<>();

    /** How many inputs there are. */
    private final int trains;

    /**
     * Takes up a network.
     *
     * @throws IllegalArgumentException if it is another than {@link NetworkEpisode#of} wants; says what of it. Its time does not matter
     */
    EpisodeWiring(SpikingNetwork network) {
        this.network = network;
        if (network.episodes().isEmpty() || !network.episodes().get().restarts()) {
            throw refused("the network has no episodes that begin from rest", "episodes that do");
        }
        if (!network.drives().isEmpty()) {
            throw refused("the network has other input than its samples", "none");
        }
        if (!(network.groups().get(0) instanceof CellGroup.Trains)) {
            throw refused("group " + network.groups().get(0).name() + " is first", "the trains of the samples");
        }
        this.trains = network.groups().get(0).size();
        for (int g = 1; g < network.groups().size(); g++) {
            if (!(network.groups().get(g) instanceof CellGroup.Population population)) {
                throw refused("group " + network.groups().get(g).name() + " is another group of trains", "one");
            }
            add(population);
        }
        add(true);
        add(false);
    }

    static IllegalArgumentException refused(String found, String allowed) {
        return new IllegalArgumentException(found + "; allowed: " + allowed);
    }

    private void add(CellGroup.Population population) {
        for (NeuronType type :
                Neurons.of(network, population, 0, population.size()).types()) {
            boolean isPlain = population.start().isEmpty();
            if (isPlain
                    && type instanceof Escape escape
                    && escape.membrane().iE() == 0
                    && isDelta(escape.membrane().shape())) {
                long held = escape.membrane().refractoryPs() / network.time().unitPs();
                neurons.add(new EpisodeNeuron(
                        escape.membrane().tauM(),
                        escape.membrane().eL(),
                        escape.rho0(),
                        escape.membrane().vTh(),
                        escape.deltaU(),
                        new Reset.Hard(escape.membrane().vReset(), held)));
            } else if (isPlain && type instanceof Srm srm && srm.iE() == 0 && isDelta(srm.shape())) {
                neurons.add(new EpisodeNeuron(
                        srm.tauM(), srm.eL(), srm.rho0(), srm.vTh(), srm.deltaU(), new Reset.Soft(srm.eta())));
            } else {
                throw refused(
                        "population " + population.name() + " has other neurons",
                        "neurons with escape noise and delta synapses that start at E_L, without a current");
            }
        }
    }

    private static boolean isDelta(SynapseShape shape) {
        return shape == SynapseShape.DELTA;
    }

    /** Adds the synapses that learn, or the others. */
    private void add(boolean learns) {
        long unit = network.time().unitPs();
        for (Projection projection : network.projections()) {
            if (projection.model().score().isPresent() != learns) {
                continue;
            }
            if (!learns && !projection.model().isStatic()) {
                throw refused(
                        "the synapses of projection " + projection.name() + " change by timing",
                        "by rewards of episodes, or not at all");
            }
            int firstWeight = synapses.size();
            int targets = network.groups().get(projection.to()).size();
            int post = network.first(projection.to()) - trains;
            int pre = network.first(projection.from()) - (projection.from() == 0 ? 0 : trains);
            Afferents afferents = Afferents.of(network, projection, 0, targets).inOrderOfIds();
            for (int target = 0; target < targets; target++) {
                for (int place = afferents.incoming().from(target);
                        place < afferents.incoming().to(target);
                        place++) {
                    synapses.add(new EpisodeSynapse(
                            projection.from() == 0 ? EpisodeSynapse.Origin.INPUT : EpisodeSynapse.Origin.NEURON,
                            pre + afferents.incoming().source(place),
                            post + target,
                            afferents.delayPs(place) / unit,
                            synapses.size()));
                    (learns ? learning : fixed).add(afferents.weight(place));
                }
            }
            if (learns && synapses.size() > firstWeight) {
                layers.add(new EpisodeLayer(
                        projection.name(),
                        firstWeight,
                        synapses.size(),
                        projection.model().score().get()));
            }
        }
    }

    /** By their numbers; refractoriness is in units of the network's time. */
    List<EpisodeNeuron> neurons() {
        return neurons;
    }

    /** Delays are in units of the network's time. Weights that learn come first, in the order of the ids of their synapses. */
    List<EpisodeSynapse> synapses() {
        return synapses;
    }

    /** Weights that learn, as the network has them at first, in mV. */
    double[] learning() {
        return learning.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The other weights, in mV. */
    List<Double> fixed() {
        return fixed;
    }

    /** The projections that learn, in the order of their weights. */
    List<EpisodeLayer> layers() {
        return layers;
    }

    /** How many inputs there are, whose cells come before the neurons. */
    int trains() {
        return trains;
    }
}
