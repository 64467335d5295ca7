package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.StorageException;
import io.dopaflow.analysis.store.TableBuffer;
import io.dopaflow.analysis.store.TableStore;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.models.rule.Broadcast;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.task.Score;
import io.dopaflow.models.task.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes the tables of phased learning. */
public final class PhasedRunWriter extends LearningOutput implements PhasedRecorder {
    private final Circuit circuit;
    private final List<String> broadcastNames;
    private final TableBuffer spikes;
    private final TableBuffer losses;
    private final TableBuffer broadcasts;
    private final TableBuffer steps;
    private final TableBuffer weights;
    private final TableBuffer updates;

    /**
     * Starts to write; returns at once, while the writer thread gets ready.
     *
     * @param directory of the run
     * @param circuit that learns
     * @param onFailure called once, on the writer thread, when nothing more can be written
     */
    public PhasedRunWriter(RunDirectory directory, Circuit circuit, Consumer<StorageException> onFailure) {
        this(directory, circuit, TableStore.FLUSH_INTERVAL, onFailure);
    }

    PhasedRunWriter(
            RunDirectory directory, Circuit circuit, Duration flushInterval, Consumer<StorageException> onFailure) {
        super(directory, PhasedTable.PHASED_LEARNING, flushInterval, onFailure);
        this.circuit = circuit;
        broadcastNames =
                circuit.rule().broadcasts().stream().map(Broadcast::name).toList();
        spikes = store().buffer(PhasedTable.SPIKES);
        losses = store().buffer(PhasedTable.LOSSES);
        broadcasts = store().buffer(PhasedTable.BROADCASTS);
        steps = store().buffer(PhasedTable.STEPS);
        weights = store().buffer(PhasedTable.WEIGHTS);
        updates = store().buffer(PhasedTable.UPDATES);
    }

    /**
     * Describes units, synapses and phases; once for a run. Nothing can be read without them: they go to the disk at once.
     *
     * @param target names the labels
     */
    public void circuit(Target target) {
        neurons(circuit.network());
        labels(target);
        TableBuffer synapses = store().buffer(PhasedTable.SYNAPSES);
        for (Wiring wiring : circuit.wirings()) {
            for (int synapse = 0; synapse < wiring.size(); synapse++) {
                synapses.addRow(wiring.first() + synapse, wiring.name(), wiring.pre(synapse), wiring.post(synapse));
            }
        }
        TableBuffer phases = store().buffer(PhasedTable.PHASES);
        for (int i = 0; i < circuit.phases(); i++) {
            Phase phase = circuit.phase(i);
            phases.addRow(i, phase.name(), text(phase.kind()), phase.through());
        }
        store().flush(() -> {});
    }

    /** Labels stand behind the neurons, one for each output. */
    private void labels(Target target) {
        Network network = circuit.network();
        TableBuffer rows = store().buffer(RunTable.NEURONS);
        for (int unit = network.neuronCount(); unit < circuit.units(); unit++) {
            int output = unit - network.neuronCount();
            rows.addRow(
                    unit,
                    PhasedTable.LABEL + " " + target.names().get(output),
                    PhasedTable.LABEL,
                    0,
                    1,
                    null,
                    null,
                    output);
        }
    }

    @Override
    public void spike(long timePs, int unit, int phase, double amplitude, long opportunity) {
        requireFinite(amplitude, "amplitude of neuron", unit);
        spikes.add(timePs, unit, phase, Double.doubleToRawLongBits(amplitude), opportunity);
    }

    @Override
    public void loss(long timePs, long opportunity, int phase, double loss) {
        requireFinite(loss, "loss of opportunity", opportunity);
        losses.add(timePs, opportunity, phase, Double.doubleToRawLongBits(loss));
    }

    @Override
    public void broadcast(long timePs, long opportunity, int broadcast, double value) {
        requireFinite(value, "broadcast of opportunity", opportunity);
        broadcasts.addRow(timePs, opportunity, broadcast, broadcastNames.get(broadcast), value);
    }

    @Override
    public void step(long timePs, long opportunity, int action, double reward, double measure) {
        requireFinite(reward, "reward of opportunity", opportunity);
        requireFinite(measure, "measure of opportunity", opportunity);
        steps.addRow(timePs, opportunity, action, reward, measure);
    }

    @Override
    public void weight(long timePs, long opportunities, int synapse, double stored) {
        requireFinite(stored, "weight of synapse", synapse);
        weights.add(timePs, opportunities, synapse, Double.doubleToRawLongBits(stored));
    }

    @Override
    public void update(long opportunity, int synapse, double update) {
        requireFinite(update, "update of synapse", synapse);
        updates.add(opportunity, synapse, Double.doubleToRawLongBits(update));
    }

    @Override
    public void progress(Progress progress) {
        store().buffer(PhasedTable.PROGRESS).addRow(scored(progress));
    }

    /**
     * How well the network does on each of several tasks.
     *
     * @param progress when
     * @param heldOut scores on held-out samples, in the order of the tasks
     */
    public void tasks(Progress progress, List<Score> heldOut) {
        TableBuffer rows = store().buffer(PhasedTable.TASKS);
        for (int i = 0; i < heldOut.size(); i++) {
            List<Object> row = new ArrayList<>(List.of(progress.timePs(), progress.opportunity(), i + 1));
            row.addAll(scores(Optional.of(heldOut.get(i))));
            rows.addRow(row.toArray());
        }
    }
}
