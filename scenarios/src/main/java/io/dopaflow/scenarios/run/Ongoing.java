package io.dopaflow.scenarios.run;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Work that goes on in threads of its own, writes into a directory, and can be ended early. */
public interface Ongoing {

    /** Where it is written. */
    Path directory();

    /** Asks it to end soon, with its directory complete. */
    void cancel();

    /**
     * Waits at most so long for the end.
     *
     * @return whether it has ended
     * @throws InterruptedException if this thread is interrupted; the work goes on
     */
    boolean await(long duration, TimeUnit unit) throws InterruptedException;
}
