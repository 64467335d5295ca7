package io.dopaflow.analysis.episode;

import io.dopaflow.models.spiking.episode.ScoreRule;
import java.util.Arrays;
import java.util.List;

/**
 * Weights that learn by one rule: those of a projection.
 *
 * @param name of the projection
 * @param from the number of the first weight
 * @param to the number behind that of the last, above {@code from}
 * @param rule by which they learn
 */
public record EpisodeLayer(String name, int from, int to, ScoreRule rule) {
    /** Validates the numbers. */
    public EpisodeLayer {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("layer " + name + " has weights from " + from + " to before " + to
                    + "; allowed: at least one, from 0");
        }
    }

    /**
     * The rate of learning of each weight, in mV^2.
     *
     * @param layers of all weights
     */
    static double[] rates(List<EpisodeLayer> layers) {
        double[] rates =
                new double[layers.stream().mapToInt(EpisodeLayer::to).max().orElse(0)];
        for (EpisodeLayer layer : layers) {
            Arrays.fill(rates, layer.from, layer.to, layer.rule.rate());
        }
        return rates;
    }

    /**
     * Checks that layers have each of some weights once.
     *
     * @throws IllegalArgumentException that names the layer that is wrong
     */
    static void require(List<EpisodeLayer> layers, int weights) {
        int next = 0;
        for (EpisodeLayer layer : layers) {
            if (layer.from != next) {
                throw new IllegalArgumentException(
                        "layer " + layer.name + " begins with weight " + layer.from + "; allowed: " + next);
            }
            next = layer.to;
        }
        if (next != weights) {
            throw new IllegalArgumentException(
                    "the layers have " + next + " weights; allowed: as many as learn, " + weights);
        }
    }
}
