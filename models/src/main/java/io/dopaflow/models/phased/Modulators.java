package io.dopaflow.models.phased;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Broadcast;
import io.dopaflow.models.rule.Broadcast.Baseline;
import io.dopaflow.models.rule.Rule;
import java.util.List;

/** What is broadcast: losses against their baselines, and coins. Waves are given in order; the only state is the baselines. */
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
     * @param baselines the running means and losses of the wave before, by broadcast; of no consequence before the first
     *     wave
     * @param wave the next one, from 0
     */
    public Modulators(Circuit circuit, RandomStreams streams, int presentations, double[] baselines, long wave) {
        this.coins = new Coins(circuit.rule(), streams, wave);
        this.rule = circuit.rule();
        this.broadcasts = rule.broadcasts();
        this.presentations = presentations;
        this.baselines = baselines.clone();
        this.wave = wave;
    }

    /** The numbers of the next wave. */
    public double[] broadcasts(double[] losses) {
        double[] told = new double[broadcasts.size()];
        coins.toss();
        for (int i = 0; i < told.length; i++) {
            Broadcast broadcast = broadcasts.get(i);
            if (broadcast.isCoin()) {
                told[i] = coins.shown(i);
                continue;
            }
            double loss = losses[rule.indexOf(broadcast.phase())];
            told[i] = baseline(i, broadcast.baseline(), loss, losses) - loss;
        }
        wave++;
        return told;
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

    /** The running means and last losses as they stand, by broadcast; 0 for other baselines. */
    public double[] baselines() {
        return baselines.clone();
    }
}
