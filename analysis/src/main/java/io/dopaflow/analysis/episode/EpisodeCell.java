package io.dopaflow.analysis.episode;

/**
 * What a step needs of a neuron.
 *
 * @param decay of V - E_L in a step
 * @param eL resting potential in mV
 * @param rate expected spikes of a step at threshold
 * @param vTh threshold in mV
 * @param deltaU width of the threshold in mV
 * @param forgets whether a spike sets V to a value, or takes something from it
 * @param amount that value, or what is taken, in mV
 * @param refractory steps after a spike in which V is held
 */
record EpisodeCell(
        double decay,
        double eL,
        double rate,
        double vTh,
        double deltaU,
        boolean forgets,
        double amount,
        int refractory) {

    static EpisodeCell of(EpisodeNeuron neuron, double stepMs) {
        boolean forgets = false;
        double amount = 0.0;
        int refractory = 0;
        if (neuron.reset() instanceof Reset.Hard hard) {
            forgets = true;
            amount = hard.vReset();
            refractory = Math.toIntExact(hard.refractorySteps());
        } else if (neuron.reset() instanceof Reset.Soft soft) {
            amount = soft.eta();
        }
        return new EpisodeCell(
                StrictMath.exp(-stepMs / neuron.tauM()),
                neuron.eL(),
                neuron.rho0() * stepMs,
                neuron.vTh(),
                neuron.deltaU(),
                forgets,
                amount,
                refractory);
    }

    /** V after a spike at v. */
    double afterSpike(double v) {
        return forgets ? amount : v - amount;
    }
}
