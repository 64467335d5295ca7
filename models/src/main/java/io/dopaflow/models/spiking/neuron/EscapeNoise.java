package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.numerics.Exponential;
import java.util.List;

/**
 * A leaky neuron that spikes by chance, with the hazard rho_0 exp((V - V_th) / Delta_u). Its models differ in what a spike does to V.
 * {@link EscapeLif} and {@link EscapeGroup} execute them.
 */
sealed interface EscapeNoise extends NeuronType permits Escape, Srm {
    /** The data sheet of the hazard. */
    List<Parameter> SHEET = List.of(
            new Parameter("rho_0", "1/ms", 0.0526, "above 0", "hazard at threshold"),
            new Parameter("Delta_u", "mV", 4, "above 0", "width of the threshold"));

    /** Exponents beyond are cut: the hazard stays a positive number. */
    double LARGEST_EXPONENT = 700;

    /** The error of a neuron that does not spike by chance. */
    static IllegalStateException noScore() {
        return new IllegalStateException("only neurons with escape noise have a score");
    }

    /** Where the potential of the hazard comes from. */
    LeakyMembrane leaky();

    /** The hazard at threshold, per ms. */
    double rho0();

    /** The width of the threshold, in mV. */
    double deltaU();

    /** What a spike does to V. */
    AfterSpike afterSpike();

    /** The hazard at a potential, per ms. */
    default double hazard(double v) {
        double exponent = (v - leaky().vTh()) / deltaU();
        return rho0() * Exponential.exp(Math.max(-LARGEST_EXPONENT, Math.min(LARGEST_EXPONENT, exponent)));
    }

    /** With delta synapses: only then a change of V decays by itself. */
    @Override
    default boolean hasScore() {
        return leaky().shape() == SynapseShape.DELTA;
    }

    @Override
    default ContinuousNeuron continuous(double[] start, NeuronNoise noise) {
        return new EscapeLif(this, start, noise);
    }

    @Override
    default GridNeuron onGrid(long stepPs, double[] start, NeuronNoise noise) {
        return new GroupOfOne(group(stepPs, List.of(start), List.of(noise)));
    }

    @Override
    default GridGroup group(long stepPs, List<double[]> starts, List<NeuronNoise> noises) {
        return new EscapeGroup(this, stepPs, starts, noises);
    }
}
