package io.dopaflow.models.cycle;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which of the two spikes of an integration window. */
public enum SpikeKind {
    /** At the window's onset: the spike that depresses. */
    ONSET,
    /** At its end: the neuron reads out what it has received and spikes with that amplitude; sources have only this one. */
    READOUT;

    /** The name in files, in lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that name, if there is one. */
    public static Optional<SpikeKind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }
}
