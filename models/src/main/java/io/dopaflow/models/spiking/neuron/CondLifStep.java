package io.dopaflow.models.spiking.neuron;

/**
 * What a step does to V and to the conductances of {@link CondLif} neurons with exponential synapses. Conductances decay exactly. V then
 * obeys a linear equation of known coefficients, du/dt = b(t) - a(t) u, and is solved by Gauss' method of two stages (Hairer, Norsett and
 * Wanner, Solving Ordinary Differential Equations I, table II.7.3), of order 4 and stable for conductances of any size. With a_1, a_2, b_1,
 * b_2 at the times (1/2 -+ sqrt(3)/6) h its linear equations have the solution
 *
 * <pre>
 * u(h) = u + h/2 (r_1 (1 - s a_2) + r_2 (1 + s a_1)) / (1 + h/4 (a_1 + a_2) + h^2/12 a_1 a_2),
 * r_k = b_k - a_k u,   s = sqrt(3)/6 h
 * </pre>
 *
 * @param substeps how many substeps of equal length h a step has
 * @param half h/2, in ms
 * @param quarter h/4
 * @param twelfth h^2/12
 * @param shift s
 * @param decayEx what is left of an excitatory conductance after a substep
 * @param decayIn of an inhibitory one
 * @param first the coefficients at the first time
 * @param second at the second
 */
public record CondLifStep(
        int substeps,
        double half,
        double quarter,
        double twelfth,
        double shift,
        double decayEx,
        double decayIn,
        Stage first,
        Stage second) {
    /** sqrt(3) / 6. */
    private static final double GAUSS = Math.sqrt(3) / 6;

    /**
     * How a and b follow from the conductances at the beginning of a substep.
     *
     * @param leak a without conductances, in 1/ms
     * @param ofEx what an excitatory conductance adds to a, in 1/(ms nS)
     * @param ofIn what an inhibitory one does
     * @param toEx what an excitatory conductance adds to b, in mV/(ms nS)
     * @param toIn what an inhibitory one does
     */
    public record Stage(double leak, double ofEx, double ofIn, double toEx, double toIn) {
        static Stage at(CondLif parameters, double t) {
            double ofEx = Relaxation.decay(t, parameters.tauSynEx()) / parameters.cM();
            double ofIn = Relaxation.decay(t, parameters.tauSynIn()) / parameters.cM();
            return new Stage(
                    parameters.gL() / parameters.cM(), ofEx, ofIn, ofEx * parameters.eEx(), ofIn * parameters.eIn());
        }
    }

    /** Substeps are as long as {@link CondLif#longestSubstep} says. */
    static CondLifStep of(CondLif parameters, double stepMs) {
        int substeps = (int) Math.ceil(stepMs / parameters.longestSubstep());
        double h = stepMs / substeps;
        return new CondLifStep(
                substeps,
                h / 2,
                h / 4,
                h * h / 12,
                h * GAUSS,
                Relaxation.decay(h, parameters.tauSynEx()),
                Relaxation.decay(h, parameters.tauSynIn()),
                Stage.at(parameters, (0.5 - GAUSS) * h),
                Stage.at(parameters, (0.5 + GAUSS) * h));
    }
}
