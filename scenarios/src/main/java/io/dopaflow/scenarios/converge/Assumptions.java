package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.NoiseBand;
import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.scenarios.schema.load.LoadedScenario;
import java.util.Set;

/** Whether a scenario is one that Theorem 1 and the predictions speak of. */
final class Assumptions {

    private Assumptions() {}

    /**
     * Checks a scenario.
     *
     * @param force whether it is studied all the same
     * @param problems takes what forbids it
     * @param notes takes what a reader of the results should know
     */
    static void check(LoadedScenario scenario, boolean force, Set<String> problems, Set<String> notes) {
        Experiment experiment = scenario.experiment();
        String name = scenario.scenario().name();
        if (new Gradient(experiment.network(), experiment.loss()).method() != Gradient.Method.BACKPROPAGATION) {
            notes.add(name + ": neurons fire all or none, and the noise of their lottery is not in the prediction");
        }
        if (experiment.network().synapseCount() > NoiseBand.LARGEST_DIMENSION) {
            notes.add(name + ": more than " + NoiseBand.LARGEST_DIMENSION
                    + " synapses, so that the predicted noise only adds up; curvature of the flow is left out");
        }
    }
}
