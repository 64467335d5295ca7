package io.dopaflow.models.spiking.neuron;

/**
 * What a step does to V and to the currents of a leaky integrate-and-fire neuron: exact propagators, as those of NEST's standard models.
 *
 * @param ms its length h
 * @param decayV what is left of V - V_infinity
 * @param decayEx what is left of the excitatory current
 * @param decayIn of the inhibitory one
 * @param vFromEx what V gains from the excitatory current, in mV/pA
 * @param vFromIn from the inhibitory one
 * @param vFromSlopeEx what V gains from the slope of the excitatory current, in mV ms/pA
 * @param vFromSlopeIn from the slope of the inhibitory one
 * @param jumpEx by how much a weight of 1 pA raises the slope of the excitatory current, in 1/ms
 * @param jumpIn of the inhibitory one
 */
public record LifStep(
        double ms,
        double decayV,
        double decayEx,
        double decayIn,
        double vFromEx,
        double vFromIn,
        double vFromSlopeEx,
        double vFromSlopeIn,
        double jumpEx,
        double jumpIn) {

    static LifStep of(LeakyMembrane parameters, double ms) {
        Relaxation byEx = new Relaxation(parameters.tauM(), parameters.tauSynEx());
        Relaxation byIn = new Relaxation(parameters.tauM(), parameters.tauSynIn());
        return new LifStep(
                ms,
                Relaxation.decay(ms, parameters.tauM()),
                byEx.decay(ms),
                byIn.decay(ms),
                byEx.first(ms) / parameters.cM(),
                byIn.first(ms) / parameters.cM(),
                byEx.second(ms) / parameters.cM(),
                byIn.second(ms) / parameters.cM(),
                StrictMath.E / parameters.tauSynEx(),
                StrictMath.E / parameters.tauSynIn());
    }
}
