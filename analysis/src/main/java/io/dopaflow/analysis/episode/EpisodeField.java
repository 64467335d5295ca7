package io.dopaflow.analysis.episode;

import io.dopaflow.analysis.flow.VectorField;
import io.dopaflow.models.task.Sample;

/** The gradient of an episode's expected loss. Its inputs belong to the episode, so it takes nothing from a sample. */
record EpisodeField(Enumeration enumeration, int dimension) implements VectorField {
    /** The sample of who is asked for one. */
    static final Sample NOTHING = new Sample(new double[0], new double[0]);

    @Override
    public double at(double[] weights, Sample unused, double[] into) {
        return enumeration.gradient(weights, into);
    }
}
