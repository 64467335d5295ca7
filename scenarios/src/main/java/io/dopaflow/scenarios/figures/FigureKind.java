package io.dopaflow.scenarios.figures;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A kind of figure, in the order in which a report shows them. */
public enum FigureKind {
    RASTER("each spike, a row for each neuron; of a network with the rates of its populations below"),
    RATES("spikes a second and neuron, by population or layer"),
    ISI("histograms of inter-spike intervals, by population or layer, with their coefficient of variation"),
    STATES("recorded variables of a few neurons, such as the membrane potential, with their spikes"),
    CORRELATION("auto- and cross-correlation of the activity of populations, over lag"),
    SPECTRUM("power spectrum of the activity of populations"),
    WEIGHT_HISTOGRAM("how weights are distributed; where they learn, at first, at last, and how they changed"),
    WEIGHT_MATRIX("weights from each neuron to each, as colours; where they learn, at first, at last, and the change");

    private final String shows;

    FigureKind(String shows) {
        this.shows = shows;
    }

    /** The word by which users call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
