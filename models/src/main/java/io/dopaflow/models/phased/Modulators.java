package io.dopaflow.models.phased;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Broadcast;
import io.dopaflow.models.rule.Broadcast.Baseline;
import io.dopaflow.models.rule.LearningRate;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.List;

/**
 * What is broadcast: losses against their baselines, errors of values, rates of learning, and coins. Waves are given in order;
 * the only state is a number for each broadcast.
 */
public final class Modulators {
    private final Rule rule;
    private final List<Broadcast> broadcasts;
    private final int presentations;
    private final double[] baselines;
    private final Coins coins;
    private long wave;

    /**
     * Modulators that go on from a wave.
     *
     * @param circuit whose rule has broadcasts
     * @param streams of the run
     * @param presentations waves in a row that a sample is presented for, at least 1
     * @param baselines the running means, losses of the wave before and variances, by broadcast; of no consequence before the
     *     first wave; what follows them is not theirs
     * @param wave the next one, from 0
     */
    public Modulators(Circuit circuit, RandomStreams streams, int presentations, double[] baselines, long wave) {
        this.coins = new Coins(circuit.rule(), streams, wave);
        this.rule = circuit.rule();
        this.broadcasts = rule.broadcasts();
        this.presentations = presentations;
        this.baselines = Arrays.copyOf(baselines, broadcasts.size());
        this.wave = wave;
    }

    /** The numbers of the next wave. */
    public double[] broadcasts(WaveResult result) {
        double[] told = new double[broadcasts.size()];
        coins.toss();
        for (int i = 0; i < told.length; i++) {
            Broadcast broadcast = broadcasts.get(i);
            if (broadcast.isCoin()) {
                told[i] = coins.shown(i);
                continue;
            }
            told[i] = told(i, broadcast, result);
        }
        wave++;
        return told;
    }

    private double told(int index, Broadcast broadcast, WaveResult result) {
        int phase = rule.indexOf(broadcast.phase());
        if (broadcast.baseline() instanceof Baseline.TemporalDifference difference) {
            return error(result.readouts()[phase], difference, result);
        }
        if (broadcast.baseline() instanceof Baseline.Gain gain) {
            double variance = wave == 0 ? gain.rate().start() : baselines[index];
            LearningRate.Told told = gain.rate().after(variance, result.target()[0] - result.readouts()[phase][0]);
            baselines[index] = told.variance();
            return told.rate();
        }
        double loss = result.losses()[phase];
        return baseline(index, broadcast.baseline(), loss, result.losses()) - loss;
    }

    private double error(double[] values, Baseline.TemporalDifference difference, WaveResult result) {
        EnvironmentCourse.Answer answer = result.answer().orElseThrow();
        double[] following = result.readouts()[rule.indexOf(difference.next())];
        double foretold = answer.step().ends() ? 0 : following[Sample.indexOfLargest(following)];
        double value = values[answer.action() == EnvironmentCourse.NO_ACTION ? 0 : answer.action()];
        return answer.step().reward() + difference.discount() * foretold - value;
    }

    private double baseline(int index, Baseline baseline, double loss, double[] losses) {
        if (baseline instanceof Baseline.OfPhase other) {
            return losses[rule.indexOf(other.phase())];
        }
        if (baseline instanceof Baseline.OfPhases others) {
            double sum = 0;
            for (String phase : others.phases()) {
                sum += losses[rule.indexOf(phase)];
            }
            return sum / others.phases().size();
        }
        if (baseline instanceof Baseline.RunningMean mean) {
            double before = wave == 0 ? loss : baselines[index];
            baselines[index] = before + mean.rate() * (loss - before);
            return before;
        }
        if (baseline instanceof Baseline.PreviousWave) {
            double before = wave % presentations == 0 ? loss : baselines[index];
            baselines[index] = loss;
            return before;
        }
        return 0;
    }

    /** The running means, last losses and variances as they stand, by broadcast; 0 for other baselines. */
    public double[] baselines() {
        return baselines.clone();
    }
}
