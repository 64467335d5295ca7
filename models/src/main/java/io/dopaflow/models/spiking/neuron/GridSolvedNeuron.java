package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.time.VirtualTime;
import java.util.Arrays;

/**
 * A neuron on a grid of time steps whose equations are solved by the classical Runge-Kutta method of order 4, in {@linkplain
 * NeuronEquations#longestSubstep substeps}: a step of 0.1 ms alone leaves the region of stability of {@link HodgkinHuxley} during a
 * spike. Between events V is then right to some 1e-5 mV, in the upswing of a spike to some 1e-3 mV.
 *
 * <p>A spike's time is the end of its step, and V is held for t_ref in whole steps from there. By {@link
 * NeuronEquations.SpikeRule#THRESHOLD} the threshold is tested at the end of the step. A V that runs away, as in {@link Adex} and
 * {@link Izhikevich}, is reset within the step, when it reaches the {@linkplain NeuronEquations#ceiling ceiling} of its model,
 * which is located to {@value #FINEST_MS} ms by halving; without t_ref it goes on at once, so that lags of up to a step do not add
 * up from spike to spike (NEST does the same in its AdEx models, not in its izhikevich). Of several spikes in a step one is told.
 *
 * <p>By {@link NeuronEquations.SpikeRule#PEAK} a spike is the end of the first step in which V fell after one in which it rose.
 */
public final class GridSolvedNeuron implements GridNeuron {
    /** How exactly an upswing is located, in ms. */
    private static final double FINEST_MS = 1e-6;

    private final NeuronEquations equations;
    private final boolean byPeak;
    private final int refractorySteps;
    private final int substeps;
    private final double h;

    private final double[] start;
    private final double[] y;
    private final double[] middle;
    private final double[] k1;
    private final double[] k2;
    private final double[] k3;
    private final double[] k4;
    private int refractory;
    private double injected;
    private boolean rose;

    /**
     * A neuron at time 0.
     *
     * @param stepPs above 0
     * @param state such as {@link NeuronEquations#start} gives
     * @throws IllegalArgumentException if the refractory period is not a whole number of steps
     */
    public GridSolvedNeuron(NeuronEquations equations, long stepPs, double[] state) {
        this.refractorySteps = RefractoryPeriods.steps(equations.refractoryPs(), stepPs);
        int size = equations.variables().size();
        if (state.length != size) {
            throw new IllegalArgumentException("the state has " + state.length + " variables; allowed: " + size);
        }
        this.equations = equations;
        this.byPeak = equations.rule() == NeuronEquations.SpikeRule.PEAK;
        double stepMs = VirtualTime.toMilliseconds(stepPs);
        this.substeps = (int) Math.ceil(stepMs / equations.longestSubstep());
        this.h = stepMs / substeps;
        this.start = state.clone();
        this.y = state.clone();
        this.middle = new double[size];
        this.k1 = new double[size];
        this.k2 = new double[size];
        this.k3 = new double[size];
        this.k4 = new double[size];
    }

    /**
     * {@inheritDoc}
     *
     * @throws RunawayException if a variable is no finite number any more
     */
    @Override
    public boolean step(double excitatory, double inhibitory) {
        double before = y[0];
        boolean isRefractory = refractory > 0;
        boolean spikes = false;
        for (int i = 0; i < substeps; i++) {
            spikes |= substep(h, !byPeak && (isRefractory || (spikes && refractorySteps > 0)));
        }
        equations.receive(y, excitatory, inhibitory);
        for (double value : y) {
            if (!Double.isFinite(value)) {
                throw new RunawayException(equations.variables(), y);
            }
        }
        boolean isAtThreshold = byPeak ? turns(before) : y[0] >= equations.threshold();
        if (isRefractory) {
            refractory--;
            return false;
        }
        if (isAtThreshold) {
            equations.reset(y);
            spikes = true;
        }
        if (spikes) {
            refractory = refractorySteps;
        }
        return spikes;
    }

    @Override
    public double value(int variable) {
        return y[variable];
    }

    @Override
    public void inject(double picoamperes) {
        injected = picoamperes;
    }

    @Override
    public NeuronState state() {
        double[] values = Arrays.copyOf(y, y.length + 1);
        values[y.length] = injected;
        return new NeuronState(values, new long[] {refractory, rose ? 1 : 0});
    }

    @Override
    public void restore(NeuronState from) {
        System.arraycopy(from.values(), 0, y, 0, y.length);
        injected = from.values()[y.length];
        refractory = (int) from.marks()[0];
        rose = from.marks()[1] != 0;
    }

    @Override
    public void restart() {
        System.arraycopy(start, 0, y, 0, y.length);
        refractory = 0;
        rose = false;
    }

    /** Whether V falls at last, at or above threshold. */
    private boolean turns(double before) {
        boolean turns = rose && y[0] < before;
        rose = y[0] > before || (rose && !turns);
        return turns && y[0] >= equations.threshold();
    }

    /**
     * Goes on; halves the time where V rises too fast or reaches its ceiling, until that is found.
     *
     * @return whether it was reached, and the state reset
     */
    private boolean substep(double time, boolean held) {
        slope(y, k1, held);
        go(k1, time / 2);
        slope(middle, k2, held);
        go(k2, time / 2);
        slope(middle, k3, held);
        go(k3, time);
        slope(middle, k4, held);
        for (int i = 0; i < y.length; i++) {
            middle[i] = y[i] + time / 6 * (k1[i] + 2 * (k2[i] + k3[i]) + k4[i]);
        }
        boolean reached = !held && middle[0] >= equations.ceiling();
        boolean isSteep = !held && middle[0] - y[0] > equations.steepestRise();
        if ((reached || isSteep) && time > FINEST_MS) {
            boolean early = substep(time / 2, false);
            boolean late = substep(time / 2, early && refractorySteps > 0);
            return early || late;
        }
        System.arraycopy(middle, 0, y, 0, y.length);
        if (reached) {
            equations.reset(y);
        }
        return reached;
    }

    private void go(double[] slope, double time) {
        for (int i = 0; i < y.length; i++) {
            middle[i] = y[i] + time * slope[i];
        }
        middle[0] = Math.min(middle[0], equations.ceiling());
    }

    private void slope(double[] state, double[] slope, boolean held) {
        equations.derivative(state, injected, slope);
        if (held) {
            slope[0] = 0;
        }
    }
}
