package io.dopaflow.analysis.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a run came. A run that was killed stays {@link #RUNNING} in its manifest. */
public enum RunStatus {
    /** Started and not ended: still going on, or killed. */
    RUNNING,
    /** Did all that was planned. */
    FINISHED,
    /** Ended by an error, which the manifest names. */
    FAILED,
    /** Ended early because it was asked to. */
    CANCELLED;

    /** The name in {@code manifest.json}, in lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<RunStatus> of(String text) {
        return Arrays.stream(values())
                .filter(status -> status.text().equals(text))
                .findFirst();
    }
}
