package io.dopaflow.simulator.spiking;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.SpikeDigest;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.FixedIndegree;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.models.spiking.neuron.NeuronState;
import io.dopaflow.models.spiking.source.PiecewiseRate;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A small noisy network of each model has the bits that it had before, on every JDK and processor. A change of what decides them goes with
 * {@link SpikingNetwork#DYNAMICS}.
 */
@Tag("digest")
class GoldenSpikesTest {
    private static final String GOLDEN = """
            lif, delta, precise, 145, 934bd4e8c7e9be74
            lif, delta, 0.1 ms, 143, 300c9cb5c93c5a15
            lif, exp, precise, 137, f2b08bd30ded717b
            lif, exp, 0.1 ms, 138, a61e2970f0436dd7
            lif, alpha, precise, 219, 7d77cfe8c2e39c9c
            lif, alpha, 0.1 ms, 222, 406a731ceae03e13
            lif, cond-exp, precise, 66, c3bed31d97d6507b
            lif, cond-exp, 0.1 ms, 67, 9313972312c35476
            lif, cond-alpha, precise, 78, 76709b44fdb98140
            lif, cond-alpha, 0.1 ms, 78, 6af5cfaa2184f099
            izhikevich, -, precise, 30, 80f468839e694fb0
            izhikevich, -, 0.1 ms, 30, a4a384d5502809fe
            adex, cond-exp, precise, 10, 16f4405aed29c343
            adex, cond-exp, 0.1 ms, 10, 2b923a335275dcfb
            adex, exp, precise, 10, 5963f5153e46fe30
            adex, exp, 0.1 ms, 10, c6b9d6743c5599d0
            hodgkin-huxley, alpha, precise, 129, 2765473f910d6dba
            hodgkin-huxley, alpha, 0.1 ms, 129, 247e14868c4d9e74
            escape, delta, precise, 101, a3361337861fed7d
            escape, delta, 0.1 ms, 95, 41c6e2e696396579
            escape, exp, precise, 99, 6624a164ef44a318
            escape, exp, 0.1 ms, 95, d53e667d72887804
            escape, alpha, precise, 153, 5a37352ea8a6a67f
            escape, alpha, 0.1 ms, 157, 5150ec2153bf1175
            srm, delta, precise, 120, e95179fc5e0ba357
            srm, delta, 0.1 ms, 117, daec55687be31718
            srm, exp, precise, 119, c68b5098f9f2f892
            srm, exp, 0.1 ms, 115, e5d37e0b10a1abd4
            srm, alpha, precise, 226, 1da06e0c9160149e
            srm, alpha, 0.1 ms, 218, 378c916571120fcf
            izhikevich-published, -, 1 ms, 30, f40264dacf15a650
            """;

    private static SpikingNetwork network(NeuronModel model, TimeMode time) {
        double size = switch (model.weightUnit()) {
            case "mV", "mV/ms" -> 2;
            case "nS" -> 6;
            default -> 250;
        };
        double current = switch (model.name()) {
            case "izhikevich", "izhikevich-published" -> 5;
            case "adex" -> 600;
            case "hodgkin-huxley" -> 650;
            default -> model.weightUnit().equals("nS") ? 260 : 380;
        };
        return new Networks()
                .population("neurons", 10, model, Map.of("I_e", current))
                .connect("neurons", "neurons", new FixedIndegree(4), 0.3 * size, 2)
                .connect("neurons", "neurons", new FixedIndegree(2), -size, 3)
                .drive(new Drive.Poisson(
                        "noise", 99, 0, PiecewiseRate.constant(400), new Distribution.Constant(size), 2 * Networks.MS))
                .build(time, 200);
    }

    private static long digest(SpikingState state) {
        long digest = state.spikes();
        for (long cell : state.digests()) {
            digest = SpikeDigest.with(digest, cell);
        }
        for (NeuronState neuron : state.neurons()) {
            for (double value : neuron.values()) {
                digest = SpikeDigest.with(digest, Double.doubleToLongBits(value));
            }
        }
        return digest;
    }

    @ParameterizedTest
    @CsvSource(textBlock = GOLDEN)
    void networks_haveTheBitsOfBefore(String name, String synapses, String time, int spikes, String digest)
            throws Exception {
        TimeMode mode = switch (time) {
            case "precise" -> Networks.PRECISE;
            case "0.1 ms" -> Networks.GRID;
            default -> new TimeMode.Grid(Networks.MS);
        };
        NeuronModel model = NeuronModels.of(name, synapses.equals("-") ? "" : synapses);
        SpikingState end = Networks.run(new SpikingPopulationEngine(2), network(model, mode))
                .end();
        assertThat(end.spikes() + " " + Long.toHexString(digest(end))).isEqualTo(spikes + " " + digest);
    }

    @Test
    void everyModel_hasGoldenBits() {
        List<String> tested = GOLDEN.lines()
                .map(line -> line.split(","))
                .map(cells -> (cells[0].strip() + " " + cells[1].strip()).replace(" -", ""))
                .distinct()
                .toList();
        assertThat(NeuronModels.all())
                .extracting(model -> (model.name() + " " + model.synapses()).strip())
                .containsExactlyInAnyOrderElementsOf(tested);
    }
}
