package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class LargeReportTest {
    private static final String NETWORK = """
            name: large
            model: spiking-network
            duration: 20 s
            populations:
              excitatory: {size: 4000, neuron: {lif: {synapses: exp, I_e: {uniform: [500 pA, 1.2 nA]}}}}
              inhibitory: {size: 1000, like: excitatory}
            """;

    @TempDir
    Path folder;

    /** The whole process stays below half a gigabyte, and the page below 6 MB. */
    @Test
    void aReportOfTenMillionSpikes_isSmallAndNeedsLittleMemory() throws Exception {
        Files.writeString(folder.resolve("large.yaml"), NETWORK);
        try (ChildProcess run =
                ChildProcess.start(folder, List.of(), "run", "large.yaml", "--engine", "population", "--out", "run")) {
            run.peakMegabytesUntilItEnds();
            assertThat(run.exitCode()).as(run.err()).isZero();
        }
        assertThat(RunDirectory.of(folder.resolve("run")).manifest().work().spikes())
                .isGreaterThan(10_000_000);
        try (ChildProcess report =
                ChildProcess.start(folder, List.of("-Xmx320m"), "report", "run", "--out", "large.html")) {
            assertThat(report.peakMegabytesUntilItEnds()).isBetween(64L, 512L);
            assertThat(report.exitCode()).as(report.err()).isZero();
        }
        assertThat(Files.size(folder.resolve("large.html"))).isLessThan(6_000_000);
    }
}
