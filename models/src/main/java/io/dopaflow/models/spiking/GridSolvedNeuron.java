package io.dopaflow.models.spiking;

/**
 * A neuron on a grid of time steps whose equations are solved by the classical Runge-Kutta method of order 4, in substeps of at
 * most {@value #LONGEST_SUBSTEP_PS} ps: a step of 0.1 ms alone would leave the region of stability of {@link HodgkinHuxley}
 * during a spike, and be wrong by percents for synapses with a time constant of 0.2 ms.
 *
 * <p>By {@link NeuronEquations.SpikeRule#THRESHOLD} the threshold is tested at the end of a step, and V is held for t_ref in whole
 * steps from there. A V that has reached the {@linkplain NeuronEquations#ceiling ceiling} of its model does not go on within
 * the step. By {@link NeuronEquations.SpikeRule#PEAK} a spike is the end of the first step in which V fell after one in which it
 * rose.
 */
public final class GridSolvedNeuron implements GridNeuron {
    private static final double PS_PER_MS = 1e9;
    private static final long LONGEST_SUBSTEP_PS = 25_000_000L;

    private final NeuronEquations equations;
    private final boolean byPeak;
    private final int refractorySteps;
    private final int substeps;
    private final double h;

    private final double[] y;
    private final double[] middle;
    private final double[] k1;
    private final double[] k2;
    private final double[] k3;
    private final double[] k4;
    private int refractory;
    private boolean rose;

    /**
     * A neuron at time 0.
     *
     * @param stepPs above 0
     * @param state such as {@link NeuronEquations#start} gives
     * @throws IllegalArgumentException if the refractory period is not a whole number of steps
     */
    public GridSolvedNeuron(NeuronEquations equations, long stepPs, double[] state) {
        if (stepPs <= 0) {
            throw new IllegalArgumentException("the step is " + stepPs + " ps; allowed: above 0");
        }
        if (equations.refractoryPs() % stepPs != 0) {
            throw new IllegalArgumentException(
                    "t_ref is " + equations.refractoryPs() + " ps; allowed: multiples of the step, " + stepPs + " ps");
        }
        int size = equations.variables().size();
        if (state.length != size) {
            throw new IllegalArgumentException("the state has " + state.length + " variables; allowed: " + size);
        }
        this.equations = equations;
        this.byPeak = equations.rule() == NeuronEquations.SpikeRule.PEAK;
        this.refractorySteps = Math.toIntExact(equations.refractoryPs() / stepPs);
        this.substeps = Math.toIntExact((stepPs + LONGEST_SUBSTEP_PS - 1) / LONGEST_SUBSTEP_PS);
        this.h = stepPs / PS_PER_MS / substeps;
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
        for (int i = 0; i < substeps; i++) {
            substep(isRefractory && !byPeak);
        }
        equations.receive(y, excitatory, inhibitory);
        for (double value : y) {
            if (!Double.isFinite(value)) {
                throw new RunawayException(equations.variables(), y);
            }
        }
        boolean spikes = byPeak ? turns(before) : y[0] >= equations.threshold();
        if (isRefractory) {
            refractory--;
            return false;
        }
        if (spikes) {
            equations.reset(y);
            refractory = refractorySteps;
        }
        return spikes;
    }

    @Override
    public double potential() {
        return y[0];
    }

    /**
     * A variable at the end of the last step.
     *
     * @param variable its place in {@link NeuronEquations#variables}
     */
    public double value(int variable) {
        return y[variable];
    }

    /** Whether V falls at last, at or above threshold. */
    private boolean turns(double before) {
        boolean turns = rose && y[0] < before;
        rose = y[0] > before || (rose && !turns);
        return turns && y[0] >= equations.threshold();
    }

    private void substep(boolean held) {
        slope(y, k1, held);
        go(k1, h / 2);
        slope(middle, k2, held);
        go(k2, h / 2);
        slope(middle, k3, held);
        go(k3, h);
        slope(middle, k4, held);
        for (int i = 0; i < y.length; i++) {
            y[i] += h / 6 * (k1[i] + 2 * (k2[i] + k3[i]) + k4[i]);
        }
        y[0] = Math.min(y[0], equations.ceiling());
    }

    private void go(double[] slope, double time) {
        for (int i = 0; i < y.length; i++) {
            middle[i] = y[i] + time * slope[i];
        }
        middle[0] = Math.min(middle[0], equations.ceiling());
    }

    private void slope(double[] state, double[] slope, boolean held) {
        equations.derivative(state, slope);
        if (held) {
            slope[0] = 0;
        }
    }
}
