package io.dopaflow.models.spiking.neuron;

/** Loops over arrays and nothing else: compilers make vector code of those of current-based neurons. */
public final class PlainLoops implements GroupLoops {
    PlainLoops() {}

    @Override
    public int lif(LifArrays arrays, Arriving arriving, double threshold, int[] spiking) {
        return lif(arrays, arriving, threshold, spiking, 0, 0);
    }

    /**
     * The same from a neuron on, for loops that leave the last ones.
     *
     * @param count how many numbers are in {@code spiking}
     * @param from the first neuron that goes on
     */
    public int lif(LifArrays arrays, Arriving arriving, double threshold, int[] spiking, int count, int from) {
        switch (arrays.shape()) {
            case DELTA -> delta(arrays, arriving, from);
            case EXPONENTIAL -> exponential(arrays, arriving, from);
            case ALPHA -> alpha(arrays, arriving, from);
        }
        arriving.clear(from);
        double[] v = arrays.v();
        int end = count;
        for (int i = from; i < v.length; i++) {
            if (v[i] >= threshold) {
                spiking[end++] = i;
            }
        }
        return end;
    }

    private static void delta(LifArrays arrays, Arriving arriving, int from) {
        double[] excitatory = arriving.excitatory();
        double[] inhibitory = arriving.inhibitory();
        double[] v = arrays.v();
        double[] steady = arrays.steady();
        double decay = arrays.step().decayV();
        for (int i = from; i < v.length; i++) {
            v[i] = steady[i] + (v[i] - steady[i]) * decay + (excitatory[i] + inhibitory[i]);
        }
    }

    private static void exponential(LifArrays arrays, Arriving arriving, int from) {
        double[] excitatory = arriving.excitatory();
        double[] inhibitory = arriving.inhibitory();
        double[] v = arrays.v();
        double[] steady = arrays.steady();
        double[] ex = arrays.ex();
        double[] in = arrays.in();
        LifStep step = arrays.step();
        double decay = step.decayV();
        double vFromEx = step.vFromEx();
        double vFromIn = step.vFromIn();
        double decayEx = step.decayEx();
        double decayIn = step.decayIn();
        for (int i = from; i < v.length; i++) {
            v[i] = steady[i] + (v[i] - steady[i]) * decay + ex[i] * vFromEx + in[i] * vFromIn;
            ex[i] = ex[i] * decayEx + excitatory[i];
            in[i] = in[i] * decayIn + inhibitory[i];
        }
    }

    private static void alpha(LifArrays arrays, Arriving arriving, int from) {
        double[] excitatory = arriving.excitatory();
        double[] inhibitory = arriving.inhibitory();
        double[] v = arrays.v();
        double[] steady = arrays.steady();
        double[] ex = arrays.ex();
        double[] in = arrays.in();
        double[] slopeEx = arrays.slopeEx();
        double[] slopeIn = arrays.slopeIn();
        LifStep step = arrays.step();
        double decay = step.decayV();
        double vFromEx = step.vFromEx();
        double vFromIn = step.vFromIn();
        double vFromSlopeEx = step.vFromSlopeEx();
        double vFromSlopeIn = step.vFromSlopeIn();
        double decayEx = step.decayEx();
        double decayIn = step.decayIn();
        double jumpEx = step.jumpEx();
        double jumpIn = step.jumpIn();
        double h = step.ms();
        for (int i = from; i < v.length; i++) {
            v[i] = steady[i]
                    + (v[i] - steady[i]) * decay
                    + ex[i] * vFromEx
                    + in[i] * vFromIn
                    + slopeEx[i] * vFromSlopeEx
                    + slopeIn[i] * vFromSlopeIn;
            ex[i] = (ex[i] + slopeEx[i] * h) * decayEx;
            in[i] = (in[i] + slopeIn[i] * h) * decayIn;
            slopeEx[i] = slopeEx[i] * decayEx + excitatory[i] * jumpEx;
            slopeIn[i] = slopeIn[i] * decayIn + inhibitory[i] * jumpIn;
        }
    }

    @Override
    public int condLif(CondLifArrays arrays, Arriving arriving, double threshold, int[] spiking) {
        return condLif(arrays, arriving, threshold, spiking, 0, 0);
    }

    /** The same from a neuron on. */
    public int condLif(CondLifArrays arrays, Arriving arriving, double threshold, int[] spiking, int count, int from) {
        double[] excitatory = arriving.excitatory();
        double[] inhibitory = arriving.inhibitory();
        double[] v = arrays.v();
        double[] drive = arrays.drive();
        double[] gEx = arrays.gEx();
        double[] gIn = arrays.gIn();
        CondLifStep step = arrays.step();
        CondLifStep.Stage first = step.first();
        CondLifStep.Stage second = step.second();
        int end = count;
        for (int i = from; i < v.length; i++) {
            double u = v[i];
            double e = gEx[i];
            double n = gIn[i];
            for (int substep = 0; substep < step.substeps(); substep++) {
                double a1 = first.leak() + e * first.ofEx() + n * first.ofIn();
                double r1 = drive[i] + e * first.toEx() + n * first.toIn() - a1 * u;
                double a2 = second.leak() + e * second.ofEx() + n * second.ofIn();
                double r2 = drive[i] + e * second.toEx() + n * second.toIn() - a2 * u;
                u = u
                        + step.half()
                                * (r1 * (1 - step.shift() * a2) + r2 * (1 + step.shift() * a1))
                                / (1 + step.quarter() * (a1 + a2) + step.twelfth() * (a1 * a2));
                e = e * step.decayEx();
                n = n * step.decayIn();
            }
            v[i] = u;
            gEx[i] = e + excitatory[i];
            gIn[i] = n - inhibitory[i];
            if (!(u < threshold)) {
                spiking[end++] = i;
            }
        }
        arriving.clear(from);
        return end;
    }
}
