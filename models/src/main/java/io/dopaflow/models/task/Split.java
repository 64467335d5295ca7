package io.dopaflow.models.task;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;

/**
 * Samples to train on and samples held out.
 *
 * @param training in the order of the source
 * @param heldOut in the order of the source; may be empty
 */
public record Split(List<Sample> training, List<Sample> heldOut) {

    /** Copies the lists. */
    public Split {
        training = List.copyOf(training);
        heldOut = List.copyOf(heldOut);
    }

    /**
     * Splits at random: of each class (of all samples, in regression) the given fraction, rounded to a whole number, is
     * held out.
     *
     * @param data what to split
     * @param heldOut fraction, from 0 to below 1
     * @param streams whose {@link Purpose#SPLIT} stream decides
     */
    public static Split of(DataSet data, double heldOut, RandomStreams streams) {
        boolean[] isHeldOut = heldOut(data, heldOut, streams);
        List<Sample> training = new ArrayList<>();
        List<Sample> rest = new ArrayList<>();
        for (int i = 0; i < isHeldOut.length; i++) {
            (isHeldOut[i] ? rest : training).add(data.samples().get(i));
        }
        return new Split(training, rest);
    }

    /** Which samples {@link #of} holds out. */
    public static boolean[] heldOut(DataSet data, double heldOut, RandomStreams streams) {
        if (!(heldOut >= 0 && heldOut < 1)) {
            throw new IllegalArgumentException("held-out fraction is " + heldOut + "; allowed: 0 to below 1");
        }
        boolean[] isHeldOut = new boolean[data.samples().size()];
        boolean byClass = data.target() instanceof Target.Classes;
        int strata = byClass ? data.target().names().size() : 1;
        for (int stratum = 0; stratum < strata; stratum++) {
            List<Integer> members = new ArrayList<>();
            for (int i = 0; i < isHeldOut.length; i++) {
                if (!byClass || data.samples().get(i).label() == stratum) {
                    members.add(i);
                }
            }
            int[] order = Shuffle.permutation(members.size(), streams.stream(Purpose.SPLIT, stratum));
            long count = Math.round(heldOut * members.size());
            for (int i = 0; i < count; i++) {
                isHeldOut[members.get(order[i])] = true;
            }
        }
        return isHeldOut;
    }
}
