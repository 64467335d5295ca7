package io.dopaflow.models.phased;

import io.dopaflow.models.task.Sample;

/**
 * The mean readout of several waves with noise. The noise is not that of learning: its streams are derived, and begin anew with
 * each score, so that a score depends on nothing but the weights.
 */
final class WaveAnswer extends Answer {
    private static final long OWN = 0x616e73776572L;

    private final int waves;

    WaveAnswer(PhasedLearning model, double[] stored) {
        super(model, stored, model.streams().derived(OWN));
        this.waves = model.answerWaves();
    }

    @Override
    double[] to(Sample sample) {
        present(sample);
        double[] mean = new double[circuit().network().outputCount()];
        for (int wave = 0; wave < waves; wave++) {
            double[] readout = wave();
            for (int i = 0; i < mean.length; i++) {
                mean[i] += readout[i];
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= waves;
        }
        return mean;
    }

    private double[] wave() {
        double[] sent = new double[circuit().units()];
        for (int unit : circuit().order(phase())) {
            if (circuit().wirings().get(0).fanIn(unit).length > 0) {
                // Nobody asks for the power of what arrived.
                unit(unit).receive(phase(), basal(unit, sent), 0);
            }
            sent[unit] = unit(unit).send(phase());
        }
        return readout();
    }
}
