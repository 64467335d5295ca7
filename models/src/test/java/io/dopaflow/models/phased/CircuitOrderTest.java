package io.dopaflow.models.phased;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.RandomGraphs;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Projection.Weights;
import io.dopaflow.models.rule.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who takes part in a phase, and after whom. */
class CircuitOrderTest {
    private static final int GRAPHS = 100;

    private static Circuit circuit(Network network, Projection.Wiring wiring, boolean bias) {
        return new Circuit(
                network,
                new Rule(
                        "rule",
                        Objective.LOSS,
                        1,
                        List.of(phase("free", Kind.FORWARD, Projection.FORWARD), phase("back", Kind.FEEDBACK, "B")),
                        List.of(new Projection("B", wiring, bias, new Weights.Own(1))),
                        List.of(),
                        Map.of(Rule.OUTPUT, Expression.of("-1,pre@free,error@free")),
                        1,
                        Map.of(),
                        List.of()));
    }

    private static Phase phase(String name, Kind kind, String through) {
        return new Phase(name, kind, through, Map.of(), new Disturbance.None(), false);
    }

    /** Neuron 3 waits for 5 as well as for output 6, which its skip edge leads to; the inputs have no part in it. */
    @Test
    void feedback_goesDownEveryEdge() {
        Circuit plain = circuit(SkippingNetwork.network(), Projection.Wiring.TRANSPOSE, false);
        assertThat(plain.order(1)).containsExactlyInAnyOrder(3, 4, 5, 6, 7);
        assertThat(plain.order(1))
                .containsSubsequence(6, 5, 3)
                .containsSubsequence(5, 4)
                .containsSubsequence(7, 4);
        assertThat(circuit(SkippingNetwork.network(), Projection.Wiring.TRANSPOSE, true)
                        .order(1))
                .containsExactlyInAnyOrder(2, 3, 4, 5, 6, 7)
                .containsSubsequence(2, 5, 3);
    }

    @ParameterizedTest
    @EnumSource(names = {"TRANSPOSE", "TRANSPOSE_BETWEEN_HIDDEN", "DIRECT"})
    void wave_reachesAUnitAfterAllThatItWaitsFor(Projection.Wiring wiring) {
        for (int seed = 0; seed < GRAPHS; seed++) {
            RandomGraphs.Graph graph = RandomGraphs.of(seed);
            Circuit circuit = circuit(Network.of(graph.neurons(), graph.synapses()), wiring, seed % 2 == 0);
            for (int phase = 0; phase < circuit.phases(); phase++) {
                assertEachAfterItsFanIn(circuit, phase);
            }
        }
    }

    private static void assertEachAfterItsFanIn(Circuit circuit, int phase) {
        Wiring wiring = circuit.wirings().get(circuit.through(phase));
        boolean[] passed = new boolean[circuit.units()];
        for (int unit : circuit.order(phase)) {
            assertThat(Arrays.stream(wiring.fanIn(unit)).map(wiring::pre).filter(pre -> !passed[pre]))
                    .as("unit %s comes before these, in phase %s", unit, phase)
                    .isEmpty();
            assertThat(passed[unit]).as("twice").isFalse();
            passed[unit] = true;
        }
        assertThat(IntStream.range(0, circuit.units()).filter(unit -> passed[unit]))
                .containsExactlyElementsOf(IntStream.range(0, circuit.units())
                        .filter(unit -> wiring.fanIn(unit).length + wiring.fanOut(unit).length > 0)
                        .boxed()
                        .toList());
    }

    /** Each of 4 sendings of 3 steps reaches the synapses of both ways; only a nudge asks for targets. */
    @Test
    void settling_goesBothWays_andCountsEveryStep() {
        Circuit free = settling(0);
        assertThat(free.goesBack(0)).isTrue();
        assertThat(free.back(0)).isEqualTo(1);
        assertThat(free.arrivals(0)).isEqualTo(4 * (13 + 5));
        assertThat(free.order(0)).hasSize(8);
        assertThat(free.phasesThrough(0)).containsExactly(0, 1);
        assertThat(free.phasesThrough(1)).containsExactly(0, 1);
        assertThat(free.isTargetAsked()).isFalse();
        assertThat(settling(-0.5).isTargetAsked()).isTrue();
        assertThat(circuit(SkippingNetwork.network(), Projection.Wiring.TRANSPOSE, false)
                        .goesBack(1))
                .isFalse();
    }

    private static Circuit settling(double nudge) {
        return new Circuit(
                SkippingNetwork.network(),
                new Rule(
                        "settling",
                        Objective.LOSS,
                        1,
                        List.of(
                                Phase.settle("free", new Phase.Settling("B", 3, 0.5, true, Optional.empty(), 0)),
                                Phase.settle("other", new Phase.Settling("B", 2, 0.5, true, Optional.empty(), nudge))),
                        List.of(new Projection("B", Projection.Wiring.TRANSPOSE, false, new Weights.Shared())),
                        List.of(),
                        Map.of(Rule.HIDDEN, Expression.of("pre@other,post@other")),
                        1,
                        Map.of(),
                        List.of()));
    }
}
