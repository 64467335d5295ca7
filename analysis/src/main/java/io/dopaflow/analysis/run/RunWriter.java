package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.StorageException;
import io.dopaflow.analysis.store.TableBuffer;
import io.dopaflow.analysis.store.TableStore;
import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Score;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the tables of a learning cycle. */
public final class RunWriter extends RunOutput implements CycleRecorder {
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
        TableBuffer neurons = store().buffer(RunTable.NEURONS);
        for (Neuron neuron : network.neurons()) {
            neurons.addRow(
                    neuron.id(),
                    neuron.name(),
                    neuron.role().getClass().getSimpleName().toLowerCase(Locale.ROOT),
                    network.depthOf(neuron.id()),
                    neuron.sign().factor(),
                    text(neuron.activation()),
                    text(neuron.coding()),
                    featureOrOutput(neuron.role()));
        }
        TableBuffer synapses = store().buffer(RunTable.SYNAPSES);
        for (Synapse synapse : network.synapses()) {
            synapses.addRow(synapse.id(), synapse.pre(), synapse.post());
        }
        store().flush(() -> {});
    }

    /**
     * Keeps the samples, so that the run is whole without the file that they came from; once for a run.
     *
     * @param data the samples as they were read
     * @param heldOut which of them are not trained on
     * @param presented the same samples as the network is presented them
     */
    public void data(DataSet data, boolean[] heldOut, Split presented) {
        TableBuffer rows = store().buffer(RunTable.DATA);
        Iterator<Sample> training = presented.training().iterator();
        Iterator<Sample> rest = presented.heldOut().iterator();
        boolean classes = data.target() instanceof Target.Classes;
        for (int i = 0; i < heldOut.length; i++) {
            Sample read = data.samples().get(i);
            Sample shown = (heldOut[i] ? rest : training).next();
            int part = heldOut[i] ? 0 : 1;
            for (int j = 0; j < read.features().length; j++) {
                rows.addRow(i, part, 0, j, data.features().get(j), read.features()[j], shown.features()[j]);
            }
            int target = classes ? read.label() : 0;
            String name = data.target().names().get(target);
            rows.addRow(i, part, classes ? 1 : 2, target, name, read.target()[target], shown.target()[target]);
        }
        store().flush(() -> {});
    }

    /** The name of an enum constant in a table: lower case, words joined by hyphens. */
    static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable Integer featureOrOutput(NeuronRole role) {
        if (role instanceof NeuronRole.Input input) {
            return input.feature();
        }
        return role instanceof NeuronRole.Output output ? output.index() : null;
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
    public void weight(long timePs, long opportunity, int cycle, int synapse, double theta) {
        requireFinite(theta, "theta of synapse", synapse);
        weights.add(timePs, opportunity, cycle, synapse, Double.doubleToRawLongBits(theta));
    }

    /**
     * The weights of all synapses after a cycle; cycle -1 means as the opportunity starts.
     *
     * @param theta log-weights by synapse id; copied
     */
    @Override
    public void weights(long timePs, long opportunity, int cycle, double[] theta) {
        for (int synapse = 0; synapse < theta.length; synapse++) {
            requireFinite(theta[synapse], "theta of synapse", synapse);
        }
        weights.addEach(timePs, opportunity, cycle, theta);
    }

    /** How well the network does. */
    public void progress(Progress progress) {
        OptionalDouble none = OptionalDouble.empty();
        store().buffer(RunTable.PROGRESS)
                .addRow(
                        progress.epoch(),
                        progress.opportunity(),
                        progress.timePs(),
                        progress.training().loss(),
                        progress.training().accuracy(),
                        progress.training().error(),
                        progress.training().r2(),
                        progress.heldOut().map(Score::loss),
                        progress.heldOut().map(Score::accuracy).orElse(none),
                        progress.heldOut().map(Score::error).orElse(none),
                        progress.heldOut().map(Score::r2).orElse(none),
                        progress.elapsedSeconds(),
                        progress.cycles());
    }
}
