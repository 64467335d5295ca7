package io.dopaflow.analysis.learning;

import io.dopaflow.analysis.run.PhasedRunReader;
import io.dopaflow.analysis.run.PhasedRunReader.Moment;
import io.dopaflow.models.rule.Projection;
import java.util.List;
import java.util.function.BiConsumer;

/** What the synapses of a run of phased learning stored, by projection. */
public final class PhasedWeights implements RecordedWeights {
    private final PhasedRunReader run;
    private final List<Part> parts;
    private final List<Moment> moments;

    /** Of a run, whose reader stays open. */
    public PhasedWeights(PhasedRunReader run) {
        this.run = run;
        this.parts = run.projections().stream()
                .map(of -> new Part(of.name(), of.first(), of.first() + of.size()))
                .toList();
        this.moments = run.moments();
    }

    @Override
    public String name() {
        return run.manifest().name();
    }

    @Override
    public String quantity() {
        return "weight";
    }

    @Override
    public List<Part> parts() {
        return parts;
    }

    @Override
    public int moments() {
        return moments.size();
    }

    @Override
    public double opportunities(int moment) {
        return moments.get(moment).opportunities();
    }

    @Override
    public double[] weights(int moment) {
        return run.weights(moments.get(moment));
    }

    @Override
    public void weights(List<Integer> wanted, BiConsumer<Integer, double[]> consumer) {
        wanted.forEach(moment -> consumer.accept(moment, weights(moment)));
    }

    @Override
    public String synapse(int id) {
        Part part = parts.stream().filter(of -> id < of.end()).findFirst().orElseThrow();
        return part.name().equals(Projection.FORWARD)
                ? RecordedWeights.synapse(run.network(), id)
                : part.name() + "[" + (id - part.first()) + "]";
    }
}
