package io.dopaflow.models.phased;

import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Symbol;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;

/** The answer of a network that settles. */
final class SettledAnswer extends Answer {
    private final Phase.Settling settling;
    private final Wiring down;
    private final double[] back;
    private final double[] sent;

    SettledAnswer(PhasedLearning model, double[] stored) {
        super(model, stored, model.streams());
        this.settling = circuit().phase(phase()).settling().orElseThrow();
        this.down = circuit().wirings().get(circuit().back(phase()));
        this.back = model.workingWeights(circuit().back(phase()), stored);
        this.sent = new double[circuit().units()];
    }

    @Override
    double[] to(Sample sample) {
        begin(sample);
        for (int step = 0; step < settling.steps(); step++) {
            step();
        }
        return readout();
    }

    /** Presents the sample; potentials begin at 0. */
    void begin(Sample sample) {
        present(sample);
        for (int unit = 0; unit < sent.length; unit++) {
            unit(unit).beginSettling(phase());
        }
        send();
    }

    private void send() {
        Arrays.setAll(sent, unit -> unit(unit).post(phase()));
    }

    /** Lets all units make a step, and returns the largest change of a potential. */
    double step() {
        double largest = 0;
        for (int unit : circuit().order(phase())) {
            double before = potential(unit);
            unit(unit).settle(phase(), basal(unit, sent), apical(unit));
            largest = Math.max(largest, Math.abs(potential(unit) - before));
        }
        send();
        return largest;
    }

    private double apical(int unit) {
        return sum(down, back, unit, sent);
    }

    /** The potential of a unit as it stands. */
    double potential(int unit) {
        return unit(unit).known()[circuit().slot(phase(), Symbol.DRIVE)];
    }

    /** What arrives at a unit from both sides, of what all sent last. */
    double input(int unit) {
        return basal(unit, sent) + apical(unit);
    }
}
