package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Small invented runs, whose every value follows from a formula that tests can evaluate again. */
final class Runs {

    static final String SCENARIO = "name: invented\n";

    /** Picoseconds from one cycle to the next. */
    static final long PERIOD = 1_000_000;

    static final int CYCLES = 3;

    private Runs() {}

    static Network network(SpikeCoding coding) {
        return new LayeredNetwork(
                        List.of("x", "y"),
                        List.of(new LayeredNetwork.Layer(2, Activation.SIGMOID, coding)),
                        List.of("z"),
                        Activation.IDENTITY,
                        true)
                .build();
    }

    static RunManifest manifest(Network network, long opportunities) {
        return RunManifest.starting(
                "0.1.0",
                LearningCycle.FAMILY,
                "invented",
                ContentDigest.of(SCENARIO),
                Optional.of(ContentDigest.of("no data")),
                42,
                RunManifest.Environment.ofThisProcess("actor", 2, "as asked for"),
                RunWork.OfCycles.planned(network.synapseCount(), opportunities, opportunities * CYCLES));
    }

    static RunDirectory directory(Path path, Network network, long opportunities) {
        return RunDirectory.create(path, false, manifest(network, opportunities), SCENARIO, List.of());
    }

    static RunManifest finished(RunManifest manifest) {
        return manifest.ended(RunStatus.FINISHED, Optional.empty(), Optional.empty(), manifest.work());
    }

    static double weight(long opportunity, int cycle, int synapse) {
        return 1.2 + opportunity + 0.1 * cycle - 0.01 * synapse;
    }

    static double loss(long opportunity, int cycle) {
        return 1.0 / (1 + opportunity * CYCLES + cycle);
    }

    static long start(long opportunity, int cycle) {
        return (opportunity * CYCLES + cycle) * PERIOD;
    }

    /** Arrivals come in no order of synapses. */
    static long arrival(long opportunity, int cycle, int synapse) {
        return start(opportunity, cycle) + 1000 + 7919L * synapse % 1009;
    }

    /** Writes everything of one opportunity; later rows first, to show that the order does not matter. */
    static void write(RunWriter writer, Network network, long opportunity) {
        for (int cycle = CYCLES - 1; cycle >= 0; cycle--) {
            for (int neuron = 0; neuron < network.neuronCount(); neuron++) {
                long onset = start(opportunity, cycle) + 10_000L * network.depthOf(neuron);
                writer.spike(onset + 5000, neuron, SpikeKind.READOUT, 0.5, opportunity, cycle);
                writer.spike(onset, neuron, SpikeKind.ONSET, 1, opportunity, cycle);
            }
            for (int synapse = 0; synapse < network.synapseCount(); synapse++) {
                writer.arrival(arrival(opportunity, cycle, synapse), synapse, opportunity, cycle);
            }
            long end = start(opportunity, cycle) + PERIOD;
            writer.reward(end, opportunity, cycle, loss(opportunity, cycle), -loss(opportunity, cycle));
        }
        weights(writer, network, opportunity, WeightSnapshot.START);
        weights(writer, network, opportunity, CYCLES - 1);
    }

    static void weights(RunWriter writer, Network network, long opportunity, int cycle) {
        for (int synapse = 0; synapse < network.synapseCount(); synapse++) {
            long time = start(opportunity, cycle + 1);
            writer.weight(time, opportunity, cycle, synapse, weight(opportunity, cycle, synapse));
        }
    }
}
