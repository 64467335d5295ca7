package io.dopaflow.analysis.episode;

import io.dopaflow.models.spiking.episode.EpisodeEligibility;
import io.dopaflow.models.spiking.episode.ScoreRule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Rules by which synapses may learn from a reward for each episode, as their mean updates are compared with the gradient of the expected loss. Windows of STDP have A+ = 1/mV and tau+ = tau- = 20 ms: a common factor of both amplitudes only changes lengths.
 *
 * <table>
 * <caption>Rules</caption>
 * <tr><th>name</th><th>eligibility</th><th>tau_e</th><th>baseline b</th><th>source</th></tr>
 * <tr><td>score</td><td>score</td><td>infinite</td><td>E[L]</td><td>Williams (1992); Xie and Seung (2004)</td></tr>
 * <tr><td>score-50ms, score-20ms, score-5ms</td><td>score</td><td>as it says</td><td>E[L]</td><td>the same, with an eligibility that forgets</td></tr>
 * <tr><td>stdp</td><td>STDP, A- = A+</td><td>infinite</td><td>0</td><td>equal areas, rewarded with -L</td></tr>
 * <tr><td>covariance</td><td>STDP, A- = A+</td><td>infinite</td><td>E[L]</td><td>Fremaux, Sprekeler and Gerstner (2010), reward minus its mean</td></tr>
 * <tr><td>covariance-ltp</td><td>STDP, A- = 0</td><td>infinite</td><td>E[L]</td><td>the same, with their window of potentiation alone</td></tr>
 * <tr><td>izhikevich</td><td>STDP, A- = 1.5 A+</td><td>1 s</td><td>0</td><td>Izhikevich (2007)</td></tr>
 * <tr><td>florian-trace</td><td>STDP, A- = A+</td><td>25 ms</td><td>0</td><td>Florian (2007), MSTDPET</td></tr>
 * <tr><td>florian</td><td>STDP, A- = A+</td><td>far below a step</td><td>0</td><td>Florian (2007), MSTDP</td></tr>
 * </table>
 */
public enum UpdateRule {
    SCORE("score", new EpisodeEligibility.Score(), Double.POSITIVE_INFINITY, true),
    SCORE_50("score-50ms", new EpisodeEligibility.Score(), 50, true),
    SCORE_20("score-20ms", new EpisodeEligibility.Score(), 20, true),
    SCORE_5("score-5ms", new EpisodeEligibility.Score(), 5, true),
    STDP("stdp", window(1), Double.POSITIVE_INFINITY, false),
    COVARIANCE("covariance", window(1), Double.POSITIVE_INFINITY, true),
    POTENTIATION("covariance-ltp", window(0), Double.POSITIVE_INFINITY, true),
    IZHIKEVICH("izhikevich", window(1.5), 1000, false),
    FLORIAN_TRACE("florian-trace", window(1), 25, false),
    FLORIAN("florian", window(1), 1e-3, false);

    private static final int BATCHES = 100;

    private final String word;
    private final EpisodeEligibility eligibility;
    private final double tauE;
    private final boolean hasBaseline;

    UpdateRule(String word, EpisodeEligibility eligibility, double tauE, boolean hasBaseline) {
        this.word = word;
        this.eligibility = eligibility;
        this.tauE = tauE;
        this.hasBaseline = hasBaseline;
    }

    private static EpisodeEligibility window(double aMinus) {
        return new EpisodeEligibility.Stdp(1, 20, aMinus, 20);
    }

    /** Its name. */
    public String word() {
        return word;
    }

    /** The rule of a name. */
    public static Optional<UpdateRule> of(String word) {
        return Arrays.stream(values()).filter(rule -> rule.word.equals(word)).findFirst();
    }

    /** Its mean update in a network whose layers all learn by it, by enumeration: all layers together, then each. */
    public List<UpdateAlignment> exact(NetworkEpisode network) {
        List<EpisodeLayer> layers = layers(network);
        UpdateMoments moments = new Enumeration(network.episode(), network.loss()).update(network.weights(), layers);
        return UpdateAlignment.exact(moments, layers, this::baseline);
    }

    /**
     * The same by Monte Carlo.
     *
     * @param hundreds of episodes, at least 1
     * @param seed of episodes and intervals; with the same seed all rules see the same episodes
     */
    public List<UpdateAlignment> sampled(NetworkEpisode network, int hundreds, long seed) {
        List<EpisodeLayer> layers = layers(network);
        SampledUpdate update = new MonteCarlo(network.episode(), network.loss(), hundreds * BATCHES, seed)
                .update(network.weights(), layers, BATCHES);
        return UpdateAlignment.sampled(update, layers, this::baseline, seed);
    }

    private double baseline(double loss) {
        return hasBaseline ? loss : 0;
    }

    private List<EpisodeLayer> layers(NetworkEpisode network) {
        return network.layers().stream()
                .map(layer -> new EpisodeLayer(
                        layer.name(),
                        layer.from(),
                        layer.to(),
                        new ScoreRule(layer.rule().modulator(), layer.rule().rate(), tauE, eligibility)))
                .toList();
    }
}
