package io.dopaflow.models.phased;

import io.dopaflow.models.environment.Choice;
import io.dopaflow.models.environment.Environment;
import io.dopaflow.models.environment.Step;
import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.task.Sample;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * An environment as a run goes on: which output is chosen, and what comes of it. Any engine asks it the same, wave by wave;
 * for one thread.
 */
public final class EnvironmentCourse {
    /** No output was chosen. */
    public static final int NO_ACTION = -1;

    private final Environment environment;
    private final Optional<Choice> choice;
    private final UniformRandomProvider draws;
    private final UniformRandomProvider actions;
    private double[] kept;

    /**
     * What comes of what the outputs read in the first answer of a wave. Nobody changes the arrays.
     *
     * @param action the output that was chosen, or {@link #NO_ACTION}
     * @param probabilities of each output to be chosen; none where none is
     * @param step of the environment
     * @param next what the inputs present next; 0 after the end of an episode
     */
    public record Answer(int action, double[] probabilities, Step step, double[] next) {

        /** The amplitude that an output gets where one is chosen: 1 for that one, 0 for others. */
        public double spike(int output) {
            return output == action ? 1 : 0;
        }

        /** What an output should have read; nothing is expected of one that is only rewarded. */
        public double[] target(int outputs) {
            return step.target().orElseGet(() -> new double[outputs]);
        }
    }

    /**
     * The environment of a model.
     *
     * @param start where the run stands
     */
    public EnvironmentCourse(PhasedLearning model, PhasedState start) {
        long wave = start.opportunities();
        this.environment = model.environment().orElseThrow();
        this.choice = model.circuit().choice();
        this.draws = model.streams().stream(Purpose.ENVIRONMENT, 0, (long) Draws.NUMBERS * environment.draws() * wave);
        this.actions = model.streams().stream(Purpose.ACTION, 0, Draws.NUMBERS * wave);
        this.kept = start.environment(model.circuit());
    }

    /** What the next wave presents. */
    public Sample presented(int outputs) {
        return new Sample(environment.presented(kept), new double[outputs]);
    }

    /** Takes what the outputs read in the first answer of the wave, and goes on. */
    public Answer answer(double[] readouts) {
        double[] probabilities = choice.map(how -> how.probabilities(readouts)).orElseGet(() -> new double[0]);
        int action = choice.isPresent() ? Choice.drawn(probabilities, Draws.open(actions)) : NO_ACTION;
        Step step = environment.step(kept, readouts, action, draws);
        kept = step.kept();
        double[] next = environment.presented(kept);
        return new Answer(action, probabilities, step, step.ends() ? new double[next.length] : next);
    }

    /** All that later waves depend on. */
    public double[] kept() {
        return kept.clone();
    }
}
