package io.dopaflow.models.spiking.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Short-term plasticity of a regular train, against its closed forms (Tsodyks, Pawelzik and Markram 1998). */
class ShortTermTest {
    private static final SynapticTime TIME = new SynapticTime(1);
    private static final long MS = 1_000_000_000L;

    private static TraceHistory history(ShortTerm rule) {
        return Histories.of(Optional.empty(), Optional.of(rule), TIME, 1, 1).sources();
    }

    /** Without facilitation u = U, and x relaxes geometrically to (1 - e) / (1 - (1 - U) e), with e = exp(-dt / tau_rec). */
    @Test
    void depression_relaxesToTheFixedPoint() {
        double use = 0.4;
        double tauRec = 300;
        TraceHistory history = history(new ShortTerm(use, tauRec, 0));
        double e = Math.exp(-50 / tauRec);
        double fixed = (1 - e) / (1 - (1 - use) * e);
        for (int k = 0; k < 60; k++) {
            history.add(0, 50 * MS * k);
            double left = fixed + (1 - fixed) * Math.pow((1 - use) * e, k);
            assertThat(history.share(0, k)).isCloseTo(use * left, within(1e-14));
        }
    }

    /** u relaxes geometrically to U / (1 - (1 - U) f), with f = exp(-dt / tau_fac); what is transmitted is u x. */
    @Test
    void facilitation_relaxesToTheFixedPoint() {
        double use = 0.1;
        double tauRec = 100;
        double tauFac = 500;
        TraceHistory history = history(new ShortTerm(use, tauRec, tauFac));
        double e = Math.exp(-25 / tauRec);
        double f = Math.exp(-25 / tauFac);
        double fixedU = use / (1 - (1 - use) * f);
        double x = 1;
        for (int k = 0; k < 80; k++) {
            history.add(0, 25 * MS * k);
            double u = fixedU + (use - fixedU) * Math.pow((1 - use) * f, k);
            assertThat(history.share(0, k)).as("spike %s", k).isCloseTo(u * x, within(1e-14));
            x = 1 - (1 - (1 - u) * x) * e;
        }
        double fixedX = (1 - e) / (1 - (1 - fixedU) * e);
        history.add(0, 25 * MS * 80);
        assertThat(history.share(0, 80)).isCloseTo(fixedU * fixedX, within(1e-6));
        // It facilitates: more than the first spike transmitted.
        assertThat(history.share(0, 80)).isGreaterThan(use);
    }

    @Test
    void afterALongRest_aSpikeIsLikeTheFirst() {
        TraceHistory history = history(new ShortTerm(0.4, 100, 50));
        history.add(0, 0);
        history.add(0, 5 * MS);
        history.add(0, 10_000 * MS);
        assertThat(history.share(0, 1)).isNotCloseTo(0.4, within(0.01));
        assertThat(history.share(0, 2)).isCloseTo(0.4, within(1e-14));
    }
}
