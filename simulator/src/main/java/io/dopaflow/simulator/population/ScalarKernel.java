package io.dopaflow.simulator.population;

import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.numerics.Exponential;
import io.dopaflow.models.numerics.FixedOrderSum;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.random.Jitter;
import java.util.Arrays;

/** The kernel without vectors, for every half-window and parametrisation. */
final class ScalarKernel implements Kernel {
    private final IntegrationWindow window;
    private final Parametrisation parametrisation;
    private final double[] lanes = new double[FixedOrderSum.LANES];

    ScalarKernel(IntegrationWindow window, Parametrisation parametrisation) {
        this.window = window;
        this.parametrisation = parametrisation;
    }

    @Override
    public double cycle(State state, int phase, int from, int count, double[] amplitudes, int position, double change) {
        Arrays.fill(lanes, 0.0);
        int[] bits = state.bits[phase];
        long halfPs = window.halfWindowPs();
        for (int i = 0; i < count; i++) {
            int slot = from + i;
            double theta = state.theta[slot] + parametrisation.increment(change * state.eligibility[slot]);
            long offsetPs = Jitter.offsetPs(bits[slot], halfPs);
            state.theta[slot] = theta;
            state.eligibility[slot] = window.potentiationLessDepression(offsetPs, -halfPs, halfPs);
            lanes[i % FixedOrderSum.LANES] +=
                    Exponential.inRange(theta) * amplitudes[position + i] * window.leftAtReadout(offsetPs, halfPs);
        }
        return FixedOrderSum.ofLanes(lanes);
    }
}
