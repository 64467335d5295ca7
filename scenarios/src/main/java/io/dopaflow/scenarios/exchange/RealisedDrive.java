package io.dopaflow.scenarios.exchange;

import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.KeyedValues;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.source.PoissonSteps;
import io.dopaflow.models.spiking.source.PoissonTrain;
import io.dopaflow.models.spiking.source.SpikeSource;
import io.dopaflow.models.time.VirtualTime;
import java.util.HashMap;
import java.util.Map;

/**
 * The very spikes that a run draws for a population from independent Poisson processes, as those of virtual nodes: one for each neuron; on a
 * grid, where m spikes fall on one point, a spike of a further node whose weight is m times as large.
 *
 * @param nodes how many virtual nodes
 * @param spikes theirs
 * @param edges to the neurons
 */
record RealisedDrive(int nodes, GivenSpikes spikes, Edges edges) {

    /** The spikes of a whole run. */
    static RealisedDrive of(SpikingNetwork network, Drive.Poisson drive) {
        int size = network.groups().get(drive.to()).size();
        double[] weights = KeyedValues.weights(drive, network.streams(), 0, size);
        double delayMs = VirtualTime.toMilliseconds(drive.delayPs());
        GivenSpikes spikes = new GivenSpikes();
        Edges edges = new Edges();
        for (int neuron = 0; neuron < size; neuron++) {
            edges.add(neuron, neuron, weights[neuron], delayMs);
        }
        int[] nodes = {size};
        for (int neuron = 0; neuron < size; neuron++) {
            if (network.time() instanceof TimeMode.Grid grid) {
                onGrid(network, drive, neuron, weights[neuron], grid.stepPs(), nodes, spikes, edges);
            } else {
                PoissonTrain train = new PoissonTrain(drive.rate(), network.streams(), drive.id(), 0, neuron);
                for (long at = train.next(-1); at <= network.durationPs(); at = train.next(at)) {
                    if (at == SpikeSource.NEVER) {
                        break;
                    }
                    spikes.add(at, neuron);
                }
            }
        }
        return new RealisedDrive(nodes[0], spikes, edges);
    }

    private static void onGrid(
            SpikingNetwork network,
            Drive.Poisson drive,
            int neuron,
            double weight,
            long stepPs,
            int[] nodes,
            GivenSpikes spikes,
            Edges edges) {
        PoissonSteps.Counter counter =
                new PoissonSteps(drive.rate(), stepPs).counter(network.streams(), drive.id(), 0, neuron);
        Map<Integer, Integer> further = new HashMap<>();
        long steps = network.durationPs() / stepPs;
        for (long step = 1; step <= steps; step++) {
            int count = counter.count(step);
            if (count == 1) {
                spikes.add(step * stepPs, neuron);
            } else if (count > 1) {
                int node = further.computeIfAbsent(count, any -> {
                    edges.add(nodes[0], neuron, count * weight, VirtualTime.toMilliseconds(drive.delayPs()));
                    return nodes[0]++;
                });
                spikes.add(step * stepPs, node);
            }
        }
    }
}
