package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.run.MetricsServer;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option by which counters are served. */
final class MetricsSettings {

    @Option(
            names = "--metrics-port",
            paramLabel = "N",
            converter = WholeNumber.Port.class,
            description = "Serve counters and timers to Prometheus at%n  http://127.0.0.1:N/metrics meanwhile;"
                    + " 0 for any free port.")
    private @Nullable Long port;

    /** Whether they are to be served. */
    boolean isAsked() {
        return port != null;
    }

    /** Serves them, until it is closed. */
    MetricsServer serve(Terminal terminal) {
        long asked = Objects.requireNonNull(port);
        try {
            MetricsServer server = MetricsServer.start((int) asked);
            terminal.tell("metrics at " + server.url());
            return server;
        } catch (IOException e) {
            throw new WrongInputException(List.of("--metrics-port: found " + asked + ", which cannot be used ("
                    + Text.oneLine(e.getMessage()) + "); allowed: a free port, or 0 for any"));
        }
    }
}
