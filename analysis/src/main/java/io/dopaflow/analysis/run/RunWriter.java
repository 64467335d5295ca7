package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.StorageException;
import io.dopaflow.analysis.store.TableBuffer;
import io.dopaflow.analysis.store.TableStore;
import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.LogWeights;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Synapse;
import java.time.Duration;
import java.util.function.Consumer;

/** Writes the tables of a learning cycle. */
public final class RunWriter extends LearningOutput implements CycleRecorder {
    private final TableBuffer spikes;
    private final TableBuffer arrivals;
    private final TableBuffer rewards;
    private final TableBuffer weights;

    /**
     * Starts to write; returns at once, while the writer thread gets ready.
     *
     * @param directory of the run
     * @param onFailure called once, on the writer thread, when nothing more can be written
     */
    public RunWriter(RunDirectory directory, Consumer<StorageException> onFailure) {
        this(directory, TableStore.FLUSH_INTERVAL, onFailure);
    }

    RunWriter(RunDirectory directory, Duration flushInterval, Consumer<StorageException> onFailure) {
        super(directory, RunTable.LEARNING_CYCLE, flushInterval, onFailure);
        spikes = store().buffer(RunTable.SPIKES);
        arrivals = store().buffer(RunTable.ARRIVALS);
        rewards = store().buffer(RunTable.REWARDS);
        weights = store().buffer(RunTable.WEIGHTS);
    }

    /** Describes the network; once for a run. Nothing can be read without it: it goes to the disk at once. */
    public void network(Network network) {
        neurons(network);
        TableBuffer synapses = store().buffer(RunTable.SYNAPSES);
        for (Synapse synapse : network.synapses()) {
            synapses.addRow(synapse.id(), synapse.pre(), synapse.post());
        }
        store().flush(() -> {});
    }

    /** A neuron's window opens or is read out, with the amplitude of its spike; cycles count from 0. */
    @Override
    public void spike(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle) {
        requireFinite(amplitude, "amplitude of neuron", neuron);
        spikes.add(timePs, neuron, kind.ordinal(), Double.doubleToRawLongBits(amplitude), opportunity, cycle);
    }

    /** A spike arrives at a synapse's postsynaptic neuron. */
    @Override
    public void arrival(long timePs, int synapse, long opportunity, int cycle) {
        arrivals.add(timePs, synapse, opportunity, cycle);
    }

    /** The reward of a cycle is broadcast. */
    @Override
    public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {
        requireFinite(loss, "loss of opportunity", opportunity);
        requireFinite(reward, "reward of opportunity", opportunity);
        rewards.add(timePs, opportunity, cycle, Double.doubleToRawLongBits(loss), Double.doubleToRawLongBits(reward));
    }

    /** A synapse's weight after a cycle; cycle -1 means as the opportunity starts. */
    @Override
    public void weight(long timePs, long opportunity, int cycle, int synapse, double weight) {
        double theta = LogWeights.of(weight);
        requireFinite(theta, "theta of synapse", synapse);
        weights.add(
                timePs,
                opportunity,
                cycle,
                synapse,
                Double.doubleToRawLongBits(theta),
                Double.doubleToRawLongBits(weight));
    }

    /**
     * The weights of all synapses after a cycle; cycle -1 means as the opportunity starts.
     *
     * @param now by synapse id; copied
     */
    @Override
    public void weights(long timePs, long opportunity, int cycle, double[] now) {
        double[] theta = LogWeights.of(now);
        for (int synapse = 0; synapse < theta.length; synapse++) {
            requireFinite(theta[synapse], "theta of synapse", synapse);
        }
        weights.addEach(timePs, opportunity, cycle, theta, now);
    }

    @Override
    public void progress(Progress progress) {
        store().buffer(RunTable.PROGRESS).addRow(scored(progress, progress.steps()));
    }
}
