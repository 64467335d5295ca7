package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.GradientBound;
import io.dopaflow.analysis.theory.NoiseBand;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.load.LoadedScenario;
import java.util.Set;

/** Whether a scenario is one that Theorem 1 and the predictions speak of. */
final class Assumptions {

    private Assumptions() {}

    /**
     * Checks a scenario.
     *
     * @param unbounded whether it is studied although its gradient is not bounded
     * @param problems takes what forbids it
     * @param notes takes what a reader of the results should know
     */
    static void check(LoadedScenario scenario, boolean unbounded, Problems problems, Set<String> notes) {
        LearningCycle model = scenario.model();
        String name = scenario.scenario().name();
        for (String violation : GradientBound.of(model.network(), model.loss()).violations()) {
            if (unbounded) {
                notes.add(name + ", " + violation);
            } else {
                problems.add(name, violation, "bounded gradients, which Theorem 1 assumes (3.6), or --unbounded");
            }
        }
        if (new Gradient(model.network(), model.loss()).method() != Gradient.Method.BACKPROPAGATION) {
            notes.add(name + ": spikes are all-or-none, and the prediction leaves out their Bernoulli noise");
        }
        if (!model.plasticity().window().isOdd()) {
            notes.add(
                    name
                            + ": the STDP window is not symmetric, and the prediction leaves out what that adds to bias and noise");
        }
        if (model.plasticity().parametrisation() != Parametrisation.LOG_WEIGHT) {
            notes.add(name
                    + ": the parametrisation is multiplicative, which the prediction covers to leading order only");
        }
        if (model.network().synapseCount() > NoiseBand.LARGEST_DIMENSION) {
            notes.add(name + ": more than " + NoiseBand.LARGEST_DIMENSION
                    + " synapses, so the predicted noise leaves out the curvature of the flow");
        }
    }
}
