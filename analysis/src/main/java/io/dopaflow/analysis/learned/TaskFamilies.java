package io.dopaflow.analysis.learned;

import io.dopaflow.analysis.learned.Task.Goal;
import io.dopaflow.analysis.learned.TaskFamily.Effort;
import io.dopaflow.analysis.learned.TaskFamily.Frame;
import io.dopaflow.analysis.learned.TaskFamily.HandMade;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Broadcast;
import io.dopaflow.models.rule.Broadcast.Baseline;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Projection.Weights;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

/** The families of tasks that are built in. */
public final class TaskFamilies {
    private static final int SAMPLES_OF_PCA = 200;
    private static final double[] EIGENVALUES = {2, 0.6, 0.4, 0.3, 0.2};
    private static final double INITIAL_WEIGHT = 0.3;

    private static final int SAMPLES_OF_TEACHERS = 250;
    private static final int ANSWERS_OF_TEACHERS = 64;
    private static final int TEACHER_HIDDEN = 6;
    private static final double TEACHER_GAIN = 1.5;
    private static final Learner PUPIL = new Learner(8, 12, true);

    private static final Phase FREE = phase("free", Kind.FORWARD, Projection.FORWARD);

    /**
     * Principal components: 200 samples with the variances 2, 0.6, 0.4, 0.3, 0.2 along random directions, and one linear
     * neuron, whose weights should become the first direction. Oja's rule does that (E. Oja, Journal of Mathematical Biology
     * 15, 1982, 267-273).
     */
    private static final TaskFamily PCA = new TaskFamily(
            "pca",
            "the direction of largest variance, by one linear neuron",
            new Learner(EIGENVALUES.length, 0, false),
            new Frame(List.of(FREE), List.of(), List.of(), 0.03),
            Stream.of(
                            "1, pre@free, post@free",
                            "1, post@free, post@free, w",
                            "1, pre@free",
                            "1, post@free",
                            "1, w",
                            "1, pre@free, post@free, w",
                            "1, pre@free, pre@free",
                            "1, post@free, post@free",
                            "1, pre@free, post@free, post@free",
                            "1")
                    .map(product -> Term.of(Rule.OUTPUT, product, 0.32))
                    .toList(),
            TaskFamilies::pca,
            new Effort(12, 16, 600, 400),
            filled(10, 0.01),
            0.004,
            50,
            List.of(
                    new HandMade("oja", coefficients(10, Map.of(0, 1.0, 1, -1.0))),
                    new HandMade("oja-slower", coefficients(10, Map.of(0, 0.75, 1, -0.75)))));

    /**
     * Regression, one sample after the other, on what random networks of 6 tanh neurons answer. The pupil has 12, and
     * feedback through fixed random synapses. Its output's weights start at 0. The coefficients of the rules that were made by
     * hand are the best of a grid: feedback alignment with one rate for each layer, and a readout that learns alone.
     */
    private static final TaskFamily TEACHERS = new TaskFamily(
            "teachers",
            "regression on random networks, by a network with random feedback",
            PUPIL,
            new Frame(
                    List.of(FREE, phase("error", Kind.FEEDBACK, "B")),
                    List.of(new Projection("B", Projection.Wiring.TRANSPOSE, false, new Weights.Own(1))),
                    List.of(new Broadcast("reward", "free", new Baseline.RunningMean(0.1))),
                    0.01),
            List.of(
                    Term.of(Rule.HIDDEN, "-1, pre@free, apical@error, slope@free", 7),
                    Term.of(Rule.HIDDEN, "-1, pre@free, apical@error", 3.5),
                    Term.of(Rule.HIDDEN, "1, pre@free, post@free", 0.2),
                    Term.of(Rule.HIDDEN, "1, w", 0.3),
                    Term.of(Rule.HIDDEN, "1, post@free, post@free, w", 0.5),
                    Term.of(Rule.HIDDEN, "1, reward, pre@free, post@free", 0.6),
                    Term.of(Rule.HIDDEN, "1, apical@error, apical@error, w", 3.6),
                    Term.of(Rule.OUTPUT, "-1, pre@free, error@free", 1),
                    Term.of(Rule.OUTPUT, "1, w", 0.1)),
            TaskFamilies::teacher,
            new Effort(10, 8, 160, 200),
            coefficients(9, Map.of(0, 14.0, 7, 2.0)),
            0,
            5,
            List.of(
                    new HandMade("feedback-alignment", coefficients(9, Map.of(0, 48.0, 7, 1.75))),
                    new HandMade("readout-only", coefficients(9, Map.of(7, 5.0)))));

    private TaskFamilies() {}

    /** All of them. */
    public static List<TaskFamily> all() {
        return List.of(PCA, TEACHERS);
    }

    /** The family of a name; empty if there is none. */
    public static Optional<TaskFamily> find(String name) {
        return all().stream().filter(family -> family.name().equals(name)).findFirst();
    }

    private static Phase phase(String name, Kind kind, String through) {
        return new Phase(name, kind, through, Map.of(), new Disturbance.None(), false);
    }

    private static double[] filled(int size, double value) {
        double[] filled = new double[size];
        Arrays.fill(filled, value);
        return filled;
    }

    private static double[] coefficients(int size, Map<Integer, Double> values) {
        double[] coefficients = new double[size];
        values.forEach((term, value) -> coefficients[term] = value);
        return coefficients;
    }

    private static double[] normal(UniformRandomProvider random, int size, double sd) {
        double[] numbers = new double[size];
        Arrays.setAll(numbers, i -> sd * Draws.normal(random));
        return numbers;
    }

    private static Task pca(RandomStreams streams, int number) {
        UniformRandomProvider random = streams.stream(Purpose.LEARNING_TASK, number);
        int size = EIGENVALUES.length;
        double[][] directions = new double[size][];
        for (int k = 0; k < size; k++) {
            directions[k] = normal(random, size, 1);
            for (int before = 0; before < k; before++) {
                double along = dot(directions[before], directions[k]);
                for (int i = 0; i < size; i++) {
                    directions[k][i] -= along * directions[before][i];
                }
            }
            double length = Math.sqrt(dot(directions[k], directions[k]));
            for (int i = 0; i < size; i++) {
                directions[k][i] /= length;
            }
        }
        double[] initial = normal(random, size, INITIAL_WEIGHT);
        List<Sample> samples = new ArrayList<>();
        for (int t = 0; t < SAMPLES_OF_PCA; t++) {
            double[] x = new double[size];
            for (int k = 0; k < size; k++) {
                double along = Math.sqrt(EIGENVALUES[k]) * Draws.normal(random);
                for (int i = 0; i < size; i++) {
                    x[i] += along * directions[k][i];
                }
            }
            samples.add(new Sample(x, new double[1]));
        }
        return new Task(initial, new double[0], samples, new Goal.Direction(directions[0]));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static Task teacher(RandomStreams streams, int number) {
        UniformRandomProvider random = streams.stream(Purpose.LEARNING_TASK, number);
        int inputs = PUPIL.inputs();
        double[][] teacher = new double[TEACHER_HIDDEN][];
        for (int i = 0; i < TEACHER_HIDDEN; i++) {
            teacher[i] = normal(random, inputs, TEACHER_GAIN / Math.sqrt(inputs));
        }
        double[] readout = normal(random, TEACHER_HIDDEN, TEACHER_GAIN / Math.sqrt(TEACHER_HIDDEN));
        double[] feedback = normal(random, PUPIL.hidden(), 1 / Math.sqrt(PUPIL.hidden()));
        double[] initial = new double[PUPIL.synapses()];
        int fanIn = PUPIL.hiddenFanIn();
        for (int neuron = 0; neuron < PUPIL.hidden(); neuron++) {
            double[] own = normal(random, inputs, 1 / Math.sqrt(inputs));
            System.arraycopy(own, 0, initial, neuron * fanIn, inputs);
        }
        return new Task(
                initial,
                feedback,
                answered(random, teacher, readout, SAMPLES_OF_TEACHERS),
                new Goal.Answers(answered(random, teacher, readout, ANSWERS_OF_TEACHERS)));
    }

    private static List<Sample> answered(
            UniformRandomProvider random, double[][] teacher, double[] readout, int count) {
        List<Sample> samples = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            double[] x = normal(random, PUPIL.inputs(), 1);
            double answer = 0;
            for (int i = 0; i < teacher.length; i++) {
                answer += readout[i] * Activation.TANH.value(dot(teacher[i], x));
            }
            samples.add(new Sample(x, new double[] {answer}));
        }
        return samples;
    }
}
