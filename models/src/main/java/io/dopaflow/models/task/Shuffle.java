package io.dopaflow.models.task;

import org.apache.commons.rng.UniformRandomProvider;

/** Random permutations. */
public final class Shuffle {
    private Shuffle() {}

    /** The numbers 0 to size - 1 in random order (Fisher and Yates). */
    public static int[] permutation(int size, UniformRandomProvider random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
