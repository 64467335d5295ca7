package io.dopaflow.analysis.episode;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The network of the prototype escape_flow.py: three inputs, three hidden neurons, one output that projects back. Weights
 * and gradient were printed by it with numpy 2.4.6 and seed 3: its v0 and G, in the order of its idx.
 */
final class Prototype {
    /** Presynaptic, postsynaptic: inputs are 0 to 2, neurons from 3 on. */
    private static final int[][] PAIRS = {
        {0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}, {2, 0}, {2, 1}, {2, 2}, {3, 1}, {3, 2}, {3, 3}, {4, 0}, {4, 2},
        {4, 3}, {5, 0}, {5, 1}, {5, 3}, {6, 0}, {6, 1}, {6, 2}
    };

    private static final double[] WEIGHTS = {
        0.4593562909243248,
        0.26597682694552494,
        0.0724247243974393,
        0.8409726942533929,
        0.48072319671331665,
        1.078879351479882,
        0.6121297825383323,
        1.372910425606406,
        0.8725527613438222,
        0.870262565877401,
        1.5675440170494264,
        0.4651898363290432,
        0.4782206604604477,
        0.15677002841970644,
        0.454139883780068,
        1.041269483728242,
        0.8901750080954496,
        0.9350521774142397,
        -0.8140811534218814,
        1.11065340875004,
        0.12017762009592914
    };

    private static final double[] GRADIENT = {
        -0.05873602461266727,
        -0.01381266155264145,
        -0.031440203167662724,
        -0.05871007413174623,
        -0.013812661553685827,
        -0.0314402031679177,
        -0.023893726117912142,
        -0.007153447761727345,
        -0.017981012480659954,
        -0.00016033156126747197,
        1.539709847935268e-12,
        -0.27045341417179525,
        -0.00018310882561578526,
        0.0010014906148306502,
        -0.2828065110363499,
        0.0003970139375356211,
        9.111867965564541e-05,
        -0.24026801354322994,
        0.0008009016928851236,
        2.825061864778344e-06,
        0.0009747029546757701
    };

    static final OutputLoss LOSS = OutputLoss.ofCounts(counts -> (counts[0] - 2.0) * (counts[0] - 2.0) / 2);

    /** Its input in step t = 0 to 3 arrives in our step t + 1, and its recurrent spikes one step later: delays are 1. */
    static final Episode EPISODE = new Episode(
            5.0,
            4,
            Collections.nCopies(4, new EpisodeNeuron(20.0, 0.0, 0.05, 1.0, 0.5, new Reset.Soft(1.5))),
            IntStream.range(0, PAIRS.length)
                    .mapToObj(w -> PAIRS[w][0] < 3
                            ? EpisodeSynapse.ofInput(PAIRS[w][0], PAIRS[w][1], 1, w)
                            : EpisodeSynapse.ofNeuron(PAIRS[w][0] - 3, PAIRS[w][1], 1, w))
                    .toList(),
            List.of(List.of(0, 1), List.of(0, 1, 2, 3), List.of(1, 2)),
            List.of(3));

    private Prototype() {}

    static double[] weights() {
        return WEIGHTS.clone();
    }

    static double[] gradient() {
        return GRADIENT.clone();
    }
}
