package io.dopaflow.analysis.learning;

import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.WeightSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The log-weights that a run of learning cycles recorded. */
public final class CycleWeights implements RecordedWeights {
    private final RunReader run;
    private final List<WeightSnapshot> snapshots;

    /** Of a run, whose reader stays open. */
    public CycleWeights(RunReader run) {
        this.run = run;
        this.snapshots = run.snapshots();
    }

    /** Log-weights from each neuron to each of a layer at first and at last, and their changes, as colours. */
    public Optional<Figure> matrices() {
        return new WeightFigures(this).ends().map(ends -> new LayerMatrices(run.network()).figure(name(), ends));
    }

    @Override
    public String name() {
        return run.manifest().name();
    }

    @Override
    public String quantity() {
        return "log-weight";
    }

    @Override
    public List<Part> parts() {
        return List.of(new Part("", 0, run.network().synapseCount()));
    }

    @Override
    public int moments() {
        return snapshots.size();
    }

    @Override
    public double opportunities(int moment) {
        WeightSnapshot snapshot = snapshots.get(moment);
        return snapshot.opportunity() + (snapshot.cycle() + 1.0) / Math.max(1, run.cyclesPerOpportunity());
    }

    @Override
    public double[] weights(int moment) {
        return run.logWeights(snapshots.get(moment));
    }

    @Override
    public void weights(List<Integer> moments, BiConsumer<Integer, double[]> consumer) {
        run.logWeights(
                moments.stream().map(snapshots::get).toList(),
                (snapshot, theta) -> consumer.accept(snapshots.indexOf(snapshot), theta));
    }

    @Override
    public String synapse(int id) {
        return RecordedWeights.synapse(run.network(), id);
    }
}
