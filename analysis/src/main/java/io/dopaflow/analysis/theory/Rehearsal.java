package io.dopaflow.analysis.theory;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.SampleOrder;
import io.dopaflow.models.task.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * An model gone through in advance: weights with the bias and the noise that theory predicts of n cycles, beside the gradient
 * flow from the same start, both by the few gradients of a {@link RehearsedPath} for each learning opportunity.
 *
 * <p>In a bowl of curvature h weights stay if n exceeds T h d. But what makes real tasks diverge is not the curvature that they
 * begin with. In most directions the loss is flat, and nothing calls weights back: each opportunity adds (T^2 / n) i ||g||^2 to
 * the variance of every log-weight, larger weights have longer gradients, and whether that feeds on itself before learning has
 * made the gradients short is a question of the way. So the rehearsal goes the way, as far as its work lets it.
 *
 * <p>For a forecast, learning opportunities of a run that is too long may be k times as long and k times fewer, of kT and k n cycles
 * each: these leave the same noise behind, and what is said of single ones is measured on those of T and n in between.
 */
public final class Rehearsal {
    /** Work that takes some 0.2 s, in gradients times synapses. */
    public static final long BRIEF = 5_000_000;

    /** Work that takes some seconds. */
    public static final long THOROUGH = 80_000_000;

    private static final int MEASURED = 400;
    private static final double FAR = 1.0;
    private static final int MOST_PATHS = 4;
    private static final int CYCLE_DOUBLINGS = 10;
    private static final int TIME_HALVINGS = 16;
    private static final double NOT_FALLEN = 0.1;
    private static final int LONGEST = 16;
    private static final int MOST_SECANTS = 6;
    private static final double CLOSE_ENOUGH = 0.03;
    private static final double MOST_AT_ONCE = 1e3;
    private static final double SHALLOWEST = -0.2;
    /** Of a learning opportunity of weights and flow together, where a step is enough for each. */
    private static final long FEWEST_GRADIENTS = 12;

    private final LearningCycle model;
    private final Gradient gradient;
    private final List<Sample> samples;
    private final Score start;
    private final RehearsedRule own;
    private final long gradients;
    private final List<Beginning> alongFlow = new ArrayList<>();

    /**
     * A rehearsal of the model.
     *
     * @param work at most, of each time that it is gone through, see {@link #BRIEF}
     */
    public Rehearsal(LearningCycle model, long work) {
        this.model = model;
        this.gradient = new Gradient(model.network(), model.loss());
        this.samples = model.samples().training();
        this.own = RehearsedRule.of(model);
        this.start = score(model.initialTheta());
        // A gradient that is taken by enumeration is so many times dearer.
        long price = gradient.method() == Gradient.Method.ENUMERATION ? 1L << Gradient.MOST_ENUMERATED : 1;
        this.gradients = Math.max(1, work / model.network().synapseCount() / price);
    }

    private Score score(double[] theta) {
        return Score.of(model.network(), theta, model.loss(), model.target(), samples);
    }

    private RehearsedPath path(RehearsedRule rehearsed, int number) {
        return new RehearsedPath(model, gradient, rehearsed, number);
    }

    /** A learning opportunity that begins with some weights. */
    private record Beginning(double[] theta, Sample sample) {}

    /** Weights and flow, side by side. */
    private final class Course {
        private final double time;
        private final double cycles;
        private final long stride;
        private final RehearsedPath weights;
        private final RehearsedPath flow;
        private final SampleOrder order = model.sampleOrder();
        private long done;

        /** A course with learning opportunities that are so many times as long, and so many times fewer. */
        Course(double time, double cycles, long stride, RehearsedPath weights, RehearsedPath flow) {
            this.time = time * stride;
            this.cycles = cycles * stride;
            this.stride = stride;
            this.weights = weights;
            this.flow = flow;
        }

        Sample sample() {
            return samples.get(order.sampleAt(done));
        }

        /** Whether there are more learning opportunities, and there is work left for them. */
        boolean goesOn() {
            return done * stride < model.opportunities()
                    && weights.isInSight()
                    && flow.isInSight()
                    && weights.gradients() + flow.gradients() < gradients;
        }

        void learn() {
            flow.flow(sample(), time);
            weights.learn(sample(), time, cycles);
            done++;
        }

        /** Whether single learning opportunities are measured here, now and then. */
        boolean isMeasured() {
            return done % Math.max(1, model.opportunities() / stride / MEASURED) == 0;
        }

        /** Whether the weights are where those without noise are, or no worse than at the start. */
        boolean isOnCourse() {
            return weights.isInSight()
                    && !(score(weights.theta()).loss() > start.loss()
                            && Vectors.distance(weights.theta(), flow.theta()) > FAR * Math.sqrt(flow.theta().length));
        }
    }

    /** Whether the weights are expected to stay near the flow's, or at least to end with a loss no higher than at the start. */
    public boolean staysOnCourse() {
        return staysOnCourse(model.gradientFlowTime(), model.schedule().cycles());
    }

    /**
     * The fewest cycles, by doubling those of the model, with which they stay.
     *
     * @return empty if there are none up to a thousand times as many
     */
    public OptionalLong sufficientCycles() {
        long cycles = model.schedule().cycles();
        for (int i = 0; i < CYCLE_DOUBLINGS; i++) {
            cycles *= 2;
            if (staysOnCourse(model.gradientFlowTime(), cycles)) {
                return OptionalLong.of(cycles);
            }
        }
        return OptionalLong.empty();
    }

    /**
     * The longest gradient-flow time, by halving that of the model, with which they stay.
     *
     * @return empty if there is none
     */
    public OptionalDouble sufficientTime() {
        double time = model.gradientFlowTime();
        for (int i = 0; i < TIME_HALVINGS; i++) {
            time /= 2;
            if (staysOnCourse(time, model.schedule().cycles())) {
                return OptionalDouble.of(time);
            }
        }
        return OptionalDouble.empty();
    }

    /** Several times where it is short, as whether noise feeds on itself is a matter of chance near the limit. */
    private boolean staysOnCourse(double time, long cycles) {
        long spent = 0;
        for (int number = 0; number < MOST_PATHS && (number == 0 || spent + spent / number <= gradients); number++) {
            RehearsedPath weights = path(own, number);
            RehearsedPath flow = path(own, number);
            Course course = new Course(time, cycles, 1, weights, flow);
            while (course.goesOn()) {
                course.learn();
            }
            if (!course.isOnCourse()) {
                return false;
            }
            spent += weights.gradients() + flow.gradients();
        }
        return true;
    }

    /**
     * What to expect of a run.
     *
     * @param opportunities that were rehearsed
     * @param startError how far the weights end from the gradient flow of one learning opportunity over the length of the flow,
     *     both in root mean square, from the initial weights
     * @param error the same from weights along the course
     * @param distance from the flow through all samples at the end of the course, over what the flow has travelled
     * @param start how well the network does at first, on the training samples
     * @param flow how well it does at the end of the flow
     * @param end how well it does at the end of the course
     */
    public record Forecast(
            long opportunities, double startError, double error, double distance, Score start, Score flow, Score end) {}

    /** What to expect of a run with the model's flow time. */
    public Forecast forecast(RehearsedRule rehearsed) {
        RehearsedPath weights = path(rehearsed, 0);
        RehearsedPath flow = path(rehearsed, 0);
        Course course = new Course(model.gradientFlowTime(), rehearsed.rule().cycles(), stride(1), weights, flow);
        List<Beginning> along = new ArrayList<>();
        while (course.goesOn()) {
            if (course.isMeasured()) {
                along.add(new Beginning(weights.theta().clone(), course.sample()));
            }
            course.learn();
        }
        return new Forecast(
                Math.min(model.opportunities(), course.done * course.stride),
                startError(rehearsed),
                error(along, rehearsed),
                Vectors.distance(weights.theta(), flow.theta()) / Vectors.distance(flow.theta(), model.initialTheta()),
                start,
                score(flow.theta()),
                score(weights.theta()));
    }

    /** {@link Forecast#startError} of the model as it is. */
    public double startError() {
        return startError(own);
    }

    /** {@link Forecast#startError} where something else learns. */
    public double startError(RehearsedRule rehearsed) {
        return error(
                IntStream.range(0, Math.min(MEASURED, samples.size()))
                        .mapToObj(i -> (int) ((long) i * samples.size() / Math.min(MEASURED, samples.size())))
                        .map(i -> new Beginning(model.initialTheta(), samples.get(i)))
                        .toList(),
                rehearsed);
    }

    /** {@link Forecast#error} from weights along the gradient flow, which they follow where there are cycles enough. */
    public double errorAlongFlow(RehearsedRule rehearsed) {
        if (alongFlow.isEmpty()) {
            RehearsedPath flow = path(rehearsed, 0);
            Course course = new Course(model.gradientFlowTime(), 1, stride(1), flow, flow);
            for (; course.goesOn(); course.done++) {
                if (course.isMeasured()) {
                    alongFlow.add(new Beginning(flow.theta().clone(), course.sample()));
                }
                flow.flow(course.sample(), course.time);
            }
        }
        return error(alongFlow, rehearsed);
    }

    /** The multi-update rule of about so many cycles, as many as there can be at most. */
    public RehearsedRule rule(double cycles, RewardBaseline baseline, double halfWindow) {
        int multiple = baseline.cyclesPerUpdate();
        double updates = Math.max(1, Math.ceil(cycles / multiple * (1 - 1e-9)));
        int most = (Integer.MAX_VALUE - 1) / multiple;
        return new RehearsedRule(
                new CycleSchedule.MultiUpdate(((int) Math.min(updates, most)) * multiple, baseline),
                baseline.equals(own.rule().baseline()) ? own.shape() : baseline.noise(),
                halfWindow);
    }

    /**
     * The rule that has an error along the flow, by secants of its logarithm over that of n. More cycles alone would leave the
     * bias of smoothing: A falls as n^(-1/3) from the model's own, as in Theorem 1.
     */
    public RehearsedRule reaching(double error, RewardBaseline baseline) {
        double first = rule(1, baseline, 0).shape().trace(model.network().synapseCount()) / (error * error);
        RehearsedRule rule = shrunk(first, baseline);
        double slope = -0.5;
        double found = errorAlongFlow(rule) / error;
        for (int i = 0; i < MOST_SECANTS && Math.abs(found - 1) > CLOSE_ENOUGH; i++) {
            double cycles = rule.rule().cycles();
            double last = found;
            rule = shrunk(cycles * Math.min(MOST_AT_ONCE, Math.pow(found, -1 / slope)), baseline);
            found = errorAlongFlow(rule) / error;
            double secant = Math.log(found / last) / Math.log(rule.rule().cycles() / cycles);
            slope = secant < SHALLOWEST ? secant : SHALLOWEST;
        }
        return rule;
    }

    private RehearsedRule shrunk(double cycles, RewardBaseline baseline) {
        double more = Math.max(1, cycles / own.rule().cycles());
        return rule(cycles, baseline, own.halfWindow() / Math.cbrt(more));
    }

    /** How far single learning opportunities end off their flow, over its length; infinite where they diverge. */
    private double error(List<Beginning> beginnings, RehearsedRule rehearsed) {
        double distances = 0;
        double steps = 0;
        RehearsedPath weights = path(rehearsed, MOST_PATHS);
        RehearsedPath flow = path(rehearsed, MOST_PATHS);
        for (int i = 0; i < Math.max(MEASURED, beginnings.size()); i++) {
            Beginning beginning = beginnings.get(i % beginnings.size());
            weights.moveTo(beginning.theta);
            flow.moveTo(beginning.theta);
            flow.flow(beginning.sample, model.gradientFlowTime());
            weights.learn(
                    beginning.sample, model.gradientFlowTime(), rehearsed.rule().cycles());
            distances += Math.pow(Vectors.distance(weights.theta(), flow.theta()), 2);
            steps += Math.pow(Vectors.distance(flow.theta(), beginning.theta), 2);
        }
        return weights.isInSight() ? Math.sqrt(distances / steps) : Double.POSITIVE_INFINITY;
    }

    /**
     * How long the gradient flow takes.
     *
     * @param times as many learning opportunities as the model has, a power of two, after which the loss has fallen by nine
     *     tenths of what it falls by in the longest time that was looked at
     * @param score how well the network does there
     */
    public record Arrival(long times, Score score) {}

    /** When the flow arrives, looked for up to {@value #LONGEST} times the model's length; empty if that is too much work. */
    public Optional<Arrival> arrival() {
        RehearsedPath flow = path(own, 0);
        SampleOrder order = model.sampleOrder();
        long stride = stride(LONGEST);
        List<Score> scores = new ArrayList<>();
        for (long done = 0; flow.isInSight() && flow.gradients() < gradients; done++) {
            if (done * stride >= model.opportunities() << scores.size()) {
                Score score = score(flow.theta());
                scores.add(score);
                // No loss is below 0: what is still to come cannot be much.
                if (1L << scores.size() > LONGEST || score.loss() <= NOT_FALLEN * start.loss()) {
                    break;
                }
            }
            flow.flow(samples.get(order.sampleAt(done)), stride * model.gradientFlowTime());
        }
        double least = scores.stream().mapToDouble(Score::loss).min().orElse(start.loss());
        if (scores.size() < 2 && least > NOT_FALLEN * start.loss()) {
            return Optional.empty();
        }
        int arrived = 0;
        while (scores.get(arrived).loss() > least + NOT_FALLEN * (start.loss() - least)) {
            arrived++;
        }
        return Optional.of(new Arrival(1L << arrived, scores.get(arrived)));
    }

    /** How many times longer learning opportunities are to be, for so many runs: at most such that there are two epochs. */
    private long stride(int runs) {
        long wanted = runs * model.opportunities() * FEWEST_GRADIENTS / gradients + 1;
        return Math.max(1, Math.min(wanted, model.opportunities() / (2L * samples.size())));
    }
}
