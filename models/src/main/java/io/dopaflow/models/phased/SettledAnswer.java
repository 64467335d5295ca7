package io.dopaflow.models.phased;

import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;

/** The answer of a network that settles. */
final class SettledAnswer extends Answer {
    private final Phase.Settling settling;
    private final double[] back;

    SettledAnswer(PhasedLearning model, double[] stored) {
        super(model, stored, model.streams());
        this.settling = circuit().phase(phase()).settling().orElseThrow();
        this.back = model.workingWeights(circuit().back(phase()), stored);
    }

    @Override
    double[] to(Sample sample) {
        present(sample);
        for (int unit = 0; unit < circuit().units(); unit++) {
            unit(unit).beginSettling(phase());
        }
        double[] sent = new double[circuit().units()];
        Wiring down = circuit().wirings().get(circuit().back(phase()));
        for (int step = 0; step < settling.steps(); step++) {
            Arrays.setAll(sent, unit -> unit(unit).post(phase()));
            for (int unit : circuit().order(phase())) {
                unit(unit).settle(phase(), basal(unit, sent), sum(down, back, unit, sent));
            }
        }
        return readout();
    }
}
