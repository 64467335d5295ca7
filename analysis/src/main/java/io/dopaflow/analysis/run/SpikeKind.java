package io.dopaflow.analysis.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which moment of a neuron's window a row of the spike log tells of. */
public enum SpikeKind {
    /** The window opens: the spike that depresses. */
    ONSET,
    /** The window closes: the neuron reads out what it has received and spikes with that amplitude. */
    READOUT;

    /** The name in the spike table, in lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that name, if there is one. */
    public static Optional<SpikeKind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }
}
