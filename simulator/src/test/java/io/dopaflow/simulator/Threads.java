package io.dopaflow.simulator;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;

/** The threads of runs that started after this was made. */
public final class Threads {
    private final Set<Thread> before = running();

    /** Fails unless all of them end soon. */
    public void assertNoneRunning() {
        await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(running()).isSubsetOf(before));
    }

    private static Set<Thread> running() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("dopaflow"))
                .collect(toSet());
    }
}
