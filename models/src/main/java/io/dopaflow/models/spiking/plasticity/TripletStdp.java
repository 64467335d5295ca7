package io.dopaflow.models.spiking.plasticity;

import io.dopaflow.models.numerics.Ranges;

/**
 * Plasticity of pairs and triplets of spikes, all to all (Pfister and Gerstner 2006, equations 3 and 4):
 *
 * <pre>
 * post: w += r1 (A_plus + A_plus_triplet o2);   pre: w -= o1 (A_minus + A_minus_triplet r2)
 * </pre>
 *
 * <p>with r1, o1 the traces of presynaptic and postsynaptic spikes, r2, o2 the slow ones just before the spike.
 *
 * @param aPlus potentiation by a pair, in the weight's unit; from 0
 * @param aMinus depression by a pair, in the weight's unit; from 0
 * @param aPlusTriplet potentiation by a triplet, in the weight's unit; from 0
 * @param aMinusTriplet depression by a triplet, in the weight's unit; from 0
 * @param tauPre tau_plus in ms; above 0
 * @param tauPost tau_minus in ms; above 0
 * @param slowTauPre tau_plus_triplet, tau_x in the paper, in ms; above 0
 * @param slowTauPost tau_minus_triplet, tau_y in the paper, in ms; above 0
 */
public record TripletStdp(
        double aPlus,
        double aMinus,
        double aPlusTriplet,
        double aMinusTriplet,
        double tauPre,
        double tauPost,
        double slowTauPre,
        double slowTauPost)
        implements SpikeTimingRule {

    /** Validates the ranges. */
    public TripletStdp {
        Ranges.notNegative("A_plus", aPlus, "");
        Ranges.notNegative("A_minus", aMinus, "");
        Ranges.notNegative("A_plus_triplet", aPlusTriplet, "");
        Ranges.notNegative("A_minus_triplet", aMinusTriplet, "");
        Ranges.positive("tau_plus", tauPre, "ms");
        Ranges.positive("tau_minus", tauPost, "ms");
        Ranges.positive("tau_plus_triplet", slowTauPre, "ms");
        Ranges.positive("tau_minus_triplet", slowTauPost, "ms");
    }

    @Override
    public Pairing pairing() {
        return Pairing.ALL_TO_ALL;
    }

    @Override
    public double atPost(double value, double pre, double slowPost) {
        return value + pre * (aPlus + aPlusTriplet * slowPost);
    }

    @Override
    public double atPre(double value, double post, double slowPre) {
        return value - post * (aMinus + aMinusTriplet * slowPre);
    }
}
