package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.neuron.Arriving;
import io.dopaflow.models.spiking.neuron.CondLifArrays;
import io.dopaflow.models.spiking.neuron.CondLifStep;
import io.dopaflow.models.spiking.neuron.GroupLoops;
import io.dopaflow.models.spiking.neuron.LifArrays;
import io.dopaflow.models.spiking.neuron.LifStep;
import io.dopaflow.models.spiking.neuron.SynapseShape;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops over groups with the Vector API, operation by operation the plain ones: one pass over the arrays, in which sums are cleared and
 * the threshold is looked at. The neurons that do not fill a vector are left to the plain loops.
 */
final class VectorLoops implements GroupLoops {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = DOUBLES.length();

    /*
     * One method on purpose, as long as it is: vectors live in registers only where the compiler inlines every operation on them, and it
     * gives up when a short method ends up in callers that are large already. It leaves long ones for themselves.
     */
    @Override
    public int lif(LifArrays arrays, Arriving arriving, double threshold, int[] spiking) {
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
        DoubleVector none = DoubleVector.zero(DOUBLES);
        int to = DOUBLES.loopBound(v.length);
        int count = 0;
        if (arrays.shape() == SynapseShape.DELTA) {
            for (int i = 0; i < to; i += WIDTH) {
                DoubleVector at = load(steady, i);
                DoubleVector next = at.add(load(v, i).sub(at).mul(decay))
                        .add(load(excitatory, i).add(load(inhibitory, i)));
                next.intoArray(v, i);
                none.intoArray(excitatory, i);
                none.intoArray(inhibitory, i);
                count = tell(next, i, v, threshold, spiking, count);
            }
        } else if (arrays.shape() == SynapseShape.EXPONENTIAL) {
            for (int i = 0; i < to; i += WIDTH) {
                DoubleVector at = load(steady, i);
                DoubleVector e = load(ex, i);
                DoubleVector n = load(in, i);
                DoubleVector next = at.add(load(v, i).sub(at).mul(decay))
                        .add(e.mul(vFromEx))
                        .add(n.mul(vFromIn));
                next.intoArray(v, i);
                e.mul(decayEx).add(load(excitatory, i)).intoArray(ex, i);
                n.mul(decayIn).add(load(inhibitory, i)).intoArray(in, i);
                none.intoArray(excitatory, i);
                none.intoArray(inhibitory, i);
                count = tell(next, i, v, threshold, spiking, count);
            }
        } else {
            double[] slopeEx = arrays.slopeEx();
            double[] slopeIn = arrays.slopeIn();
            double h = step.ms();
            double vFromSlopeEx = step.vFromSlopeEx();
            double vFromSlopeIn = step.vFromSlopeIn();
            double jumpEx = step.jumpEx();
            double jumpIn = step.jumpIn();
            for (int i = 0; i < to; i += WIDTH) {
                DoubleVector at = load(steady, i);
                DoubleVector e = load(ex, i);
                DoubleVector n = load(in, i);
                DoubleVector f = load(slopeEx, i);
                DoubleVector o = load(slopeIn, i);
                DoubleVector next = at.add(load(v, i).sub(at).mul(decay))
                        .add(e.mul(vFromEx))
                        .add(n.mul(vFromIn))
                        .add(f.mul(vFromSlopeEx))
                        .add(o.mul(vFromSlopeIn));
                next.intoArray(v, i);
                e.add(f.mul(h)).mul(decayEx).intoArray(ex, i);
                n.add(o.mul(h)).mul(decayIn).intoArray(in, i);
                f.mul(decayEx).add(load(excitatory, i).mul(jumpEx)).intoArray(slopeEx, i);
                o.mul(decayIn).add(load(inhibitory, i).mul(jumpIn)).intoArray(slopeIn, i);
                none.intoArray(excitatory, i);
                none.intoArray(inhibitory, i);
                count = tell(next, i, v, threshold, spiking, count);
            }
        }
        return PLAIN.lif(arrays, arriving, threshold, spiking, count, to);
    }

    private static DoubleVector load(double[] values, int i) {
        return DoubleVector.fromArray(DOUBLES, values, i);
    }

    /** Adds the numbers of those of a vector that are not below the threshold. */
    private static int tell(DoubleVector next, int i, double[] v, double threshold, int[] spiking, int count) {
        int end = count;
        if (next.compare(VectorOperators.GE, threshold).anyTrue()) {
            for (int k = i; k < i + WIDTH; k++) {
                if (v[k] >= threshold) {
                    spiking[end++] = k;
                }
            }
        }
        return end;
    }

    @Override
    public int condLif(CondLifArrays arrays, Arriving arriving, double threshold, int[] spiking) {
        double[] excitatory = arriving.excitatory();
        double[] inhibitory = arriving.inhibitory();
        double[] ex = arrays.gEx();
        double[] in = arrays.gIn();
        int to = DOUBLES.loopBound(ex.length);
        int count = 0;
        for (int substep = 0; substep < arrays.step().substeps(); substep++) {
            // Those that are at threshold at the end of the last one.
            count = substep(arrays, threshold, spiking, to);
        }
        for (int i = 0; i < to; i++) {
            ex[i] += excitatory[i];
            in[i] -= inhibitory[i];
        }
        Arrays.fill(excitatory, 0, to, 0);
        Arrays.fill(inhibitory, 0, to, 0);
        return PLAIN.condLif(arrays, arriving, threshold, spiking, count, to);
    }

    /* The loop with most operations, by itself. */
    private static int substep(CondLifArrays arrays, double threshold, int[] spiking, int to) {
        double[] v = arrays.v();
        double[] drive = arrays.drive();
        double[] ex = arrays.gEx();
        double[] in = arrays.gIn();
        CondLifStep step = arrays.step();
        DoubleVector half = every(step.half());
        DoubleVector quarter = every(step.quarter());
        DoubleVector twelfth = every(step.twelfth());
        DoubleVector shift = every(step.shift());
        DoubleVector decayEx = every(step.decayEx());
        DoubleVector decayIn = every(step.decayIn());
        DoubleVector leak = every(step.first().leak());
        DoubleVector ofEx1 = every(step.first().ofEx());
        DoubleVector ofIn1 = every(step.first().ofIn());
        DoubleVector toEx1 = every(step.first().toEx());
        DoubleVector toIn1 = every(step.first().toIn());
        DoubleVector ofEx2 = every(step.second().ofEx());
        DoubleVector ofIn2 = every(step.second().ofIn());
        DoubleVector toEx2 = every(step.second().toEx());
        DoubleVector toIn2 = every(step.second().toIn());
        DoubleVector one = every(1);
        int count = 0;
        for (int i = 0; i < to; i += WIDTH) {
            DoubleVector u = load(v, i);
            DoubleVector e = load(ex, i);
            DoubleVector n = load(in, i);
            DoubleVector b = load(drive, i);
            DoubleVector a1 = leak.add(e.mul(ofEx1)).add(n.mul(ofIn1));
            DoubleVector a2 = leak.add(e.mul(ofEx2)).add(n.mul(ofIn2));
            DoubleVector r1 = b.add(e.mul(toEx1)).add(n.mul(toIn1)).sub(a1.mul(u));
            DoubleVector r2 = b.add(e.mul(toEx2)).add(n.mul(toIn2)).sub(a2.mul(u));
            DoubleVector above = half.mul(r1.mul(one.sub(shift.mul(a2))).add(r2.mul(one.add(shift.mul(a1)))));
            DoubleVector below = one.add(quarter.mul(a1.add(a2))).add(twelfth.mul(a1.mul(a2)));
            DoubleVector next = u.add(above.div(below));
            next.intoArray(v, i);
            e.mul(decayEx).intoArray(ex, i);
            n.mul(decayIn).intoArray(in, i);
            if (!next.compare(VectorOperators.LT, threshold).allTrue()) {
                for (int k = i; k < i + WIDTH; k++) {
                    if (!(v[k] < threshold)) {
                        spiking[count++] = k;
                    }
                }
            }
        }
        return count;
    }

    private static DoubleVector every(double value) {
        return DoubleVector.broadcast(DOUBLES, value);
    }
}
