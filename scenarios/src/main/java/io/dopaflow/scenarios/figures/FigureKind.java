package io.dopaflow.scenarios.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A kind of figure, in the order in which a report shows them. */
public enum FigureKind {
    RASTER(true, true, true, "each spike, a row for each neuron; of a network with the rates of its populations below"),
    RATES(true, true, false, "spikes a second and neuron, by population or layer"),
    ISI(
            true,
            true,
            false,
            "histograms of inter-spike intervals, by population or layer, with their coefficient of variation"),
    STATES(
            true,
            false,
            false,
            "recorded variables of a few neurons, such as the membrane potential, with their spikes"),
    CORRELATION(true, false, false, "auto- and cross-correlation of the activity of populations, over lag"),
    SPECTRUM(true, false, false, "power spectrum of the activity of populations"),
    LOSS(true, true, true, "mean loss over epochs, of training and held-out samples; of a network over episodes"),
    ACCURACY(false, true, true, "share of samples told right, over epochs"),
    REWARD(
            false,
            true,
            true,
            "loss of cycles and the reward that was broadcast; in an environment rewards, and regret or squared error"),
    TRAJECTORIES(
            false, true, false, "weights within a learning opportunity over their gradient flow, with the noise band"),
    FLOW(false, true, false, "weights through the whole run over their gradient flow"),
    DISTANCE(false, true, false, "how far the weights are from their gradient flow, beside SGD"),
    WEIGHTS(true, true, true, "weights over time, where they learn: those that move most, and the band of all"),
    WEIGHT_HISTOGRAM(
            true, true, true, "how weights are distributed; where they learn, at several times, and how they changed"),
    WEIGHT_MATRIX(
            true,
            true,
            false,
            "weights from neuron to neuron as colours; where they learn, at first, at last, the change"),
    SAMPLES(
            false,
            false,
            true,
            "inputs that the network makes up, in chains that start from noise; of rules that tell inputs what is made of them"),
    JITTER(false, true, false, "measured jitter of arrivals against its uniform law"),
    STDP(true, true, false, "the STDP window recovered from the log, on the curve of the rule"),
    MODULATORS(
            true,
            false,
            false,
            "concentration and release of modulators such as dopamine, with eligibilities and weights");

    private final boolean isOfNetworks;
    private final boolean isOfCycles;
    private final boolean isOfPhases;
    private final String shows;

    FigureKind(boolean isOfNetworks, boolean isOfCycles, boolean isOfPhases, String shows) {
        this.isOfNetworks = isOfNetworks;
        this.isOfCycles = isOfCycles;
        this.isOfPhases = isOfPhases;
        this.shows = shows;
    }

    /** The word by which users call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is made of networks that spike freely. */
    public boolean isOfNetworks() {
        return isOfNetworks;
    }

    /** Whether it is made of learning cycles. */
    public boolean isOfCycles() {
        return isOfCycles;
    }

    /** Whether it is made of phased learning. */
    public boolean isOfPhases() {
        return isOfPhases;
    }

    /** The families that it is made of, in words. */
    public String families() {
        List<String> words = new ArrayList<>();
        if (isOfNetworks) {
            words.add("networks");
        }
        if (isOfCycles) {
            words.add("learning cycles");
        }
        if (isOfPhases) {
            words.add("phased learning");
        }
        return words.size() == 3 ? "all" : String.join(", ", words);
    }

    /** What it shows, in one line. */
    public String shows() {
        return shows;
    }

    /** The kind that users call by this word. */
    public static Optional<FigureKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
