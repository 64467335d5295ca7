package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.numerics.FixedOrderSum;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.models.random.Jitter;
import java.util.Arrays;

/** The kernel without vectors, for every window and parametrisation. */
final class ScalarKernel implements Kernel {
    private final StdpWindow stdp;
    private final Parametrisation parametrisation;
    private final double[] lanes = new double[FixedOrderSum.LANES];

    ScalarKernel(StdpWindow stdp, Parametrisation parametrisation) {
        this.stdp = stdp;
        this.parametrisation = parametrisation;
    }

    @Override
    public void update(State state, double change, boolean isSmall) {
        state.update(parametrisation, 0, state.weight.length, change, isSmall);
    }

    @Override
    public double cycle(
            State state,
            int phase,
            int sign,
            int from,
            int count,
            double[] amplitudes,
            int position,
            double change,
            boolean isSmall) {
        Arrays.fill(lanes, 0.0);
        int[] bits = state.bits[phase];
        IntegrationWindow membrane = stdp.window();
        long halfPs = membrane.halfWindowPs();
        boolean remembers = stdp.pairing() == Pairing.SUCCESSIVE;
        for (int i = 0; i < count; i++) {
            int slot = from + i;
            double weight = parametrisation.changed(state.weight[slot], change, state.eligibility[slot], isSmall);
            long offsetPs = sign * Jitter.offsetPs(bits[slot], halfPs);
            state.weight[slot] = weight;
            state.eligibility[slot] =
                    stdp.eligibility(offsetPs, -halfPs, halfPs, remembers ? state.remembered[slot] : 0.0);
            if (remembers) {
                state.remembered[slot] = stdp.remembered(offsetPs, -halfPs, halfPs);
            }
            lanes[i % FixedOrderSum.LANES] +=
                    weight * amplitudes[position + i] * membrane.gainOverCentre(offsetPs, halfPs);
        }
        return FixedOrderSum.ofLanes(lanes);
    }
}
