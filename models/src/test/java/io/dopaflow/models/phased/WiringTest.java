package io.dopaflow.models.phased;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Projection.Weights;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Between which neurons each wiring leads, on a graph with skip edges. */
class WiringTest {
    private static final Weights OWN = new Weights.Own(1);
    private static final int NONE = -1;

    private final Network network = SkippingNetwork.network();

    private Wiring wiring(Projection.Wiring kind, boolean bias) {
        int units = network.neuronCount() + network.outputCount();
        return Wiring.of(new Projection("P", kind, bias, OWN), network, network.synapseCount(), units);
    }

    /** Presynaptic and postsynaptic unit and partner of each synapse, and the fan-in by which its weight starts. */
    private static void assertLinks(Wiring wiring, int[]... links) {
        assertThat(wiring.size()).isEqualTo(links.length);
        for (int synapse = 0; synapse < links.length; synapse++) {
            int fanIn = links[synapse][3];
            assertThat(List.of(wiring.pre(synapse), wiring.post(synapse)))
                    .as("synapse %s", synapse)
                    .containsExactly(links[synapse][0], links[synapse][1]);
            assertThat(wiring.hasPartner(synapse)).isEqualTo(links[synapse][2] != NONE);
            if (wiring.hasPartner(synapse)) {
                assertThat(wiring.partner(synapse)).isEqualTo(links[synapse][2]);
            }
            assertThat(wiring.startingSize(synapse))
                    .as("size of synapse %s", synapse)
                    .isCloseTo(fanIn == 0 ? 0 : 1 / Math.sqrt(fanIn), within(1e-15));
        }
    }

    @Test
    void forward_isTheNetworksOwn_sizedByFanInWithoutBias() {
        Wiring forward = Wiring.forward(network, network.neuronCount());
        assertThat(forward.name()).isEqualTo(Projection.FORWARD);
        assertThat(forward.first()).isZero();
        int[] fanIn = {2, 2, 0, 1, 3, 3, 3, 0, 2, 2, 0, 2, 2};
        assertLinks(
                forward,
                IntStream.range(0, fanIn.length)
                        .mapToObj(s -> new int[] {network.pre(s), network.post(s), NONE, fanIn[s]})
                        .toArray(int[][]::new));
    }

    /** One synapse back for each that leads from a hidden neuron, over as many levels. */
    @Test
    void transpose_leadsBackWhereTheNetworkLeads() {
        Wiring transpose = wiring(Projection.Wiring.TRANSPOSE, false);
        assertThat(transpose.name()).isEqualTo("P");
        assertThat(transpose.first()).isEqualTo(13);
        assertLinks(
                transpose,
                new int[] {5, 3, 4, 3},
                new int[] {6, 3, 9, 2},
                new int[] {5, 4, 5, 3},
                new int[] {7, 4, 11, 2},
                new int[] {6, 5, 8, 2});
        assertThat(transpose.fanIn(3)).containsExactly(0, 1);
        assertThat(transpose.fanOut(6)).containsExactly(1, 4);
        assertThat(transpose.fanIn(6)).isEmpty();
    }

    @Test
    void bias_leadsToWhomeverItsLayerLeadsBackTo_once() {
        assertLinks(
                wiring(Projection.Wiring.TRANSPOSE, true),
                new int[] {5, 3, 4, 3},
                new int[] {6, 3, 9, 2},
                new int[] {2, 3, NONE, 0},
                new int[] {5, 4, 5, 3},
                new int[] {7, 4, 11, 2},
                new int[] {2, 4, NONE, 0},
                new int[] {6, 5, 8, 2},
                new int[] {2, 5, NONE, 0});
    }

    @Test
    void transposeBetweenHidden_leavesOutputsOut() {
        assertLinks(
                wiring(Projection.Wiring.TRANSPOSE_BETWEEN_HIDDEN, false), new int[] {5, 3, 4, 3}, new int[] {5, 4, 5, 3
                });
    }

    @Test
    void transposeToInputs_leadsFromHiddenNeuronsDownToInputs() {
        assertLinks(
                wiring(Projection.Wiring.TRANSPOSE_TO_INPUTS, true),
                new int[] {3, 0, 0, 2},
                new int[] {4, 0, 3, 1},
                new int[] {2, 0, NONE, 0},
                new int[] {3, 1, 1, 2},
                new int[] {5, 1, 6, 3},
                new int[] {2, 1, NONE, 0},
                new int[] {5, 3, 4, 3},
                new int[] {2, 3, NONE, 0},
                new int[] {5, 4, 5, 3},
                new int[] {2, 4, NONE, 0});
    }

    @Test
    void direct_leadsFromEveryOutputToEveryHiddenNeuron_sizedByItsDepth() {
        assertLinks(
                wiring(Projection.Wiring.DIRECT, false),
                new int[] {6, 3, NONE, 2},
                new int[] {7, 3, NONE, 2},
                new int[] {6, 4, NONE, 2},
                new int[] {7, 4, NONE, 2},
                new int[] {6, 5, NONE, 1},
                new int[] {7, 5, NONE, 1});
    }

    /** Neuron 4 has no bias, so none leads to it here. */
    @Test
    void lateral_staysWithinADepth() {
        assertLinks(
                wiring(Projection.Wiring.LATERAL, true),
                new int[] {3, 3, NONE, 2},
                new int[] {4, 3, NONE, 2},
                new int[] {2, 3, NONE, 0},
                new int[] {3, 4, NONE, 2},
                new int[] {4, 4, NONE, 2},
                new int[] {5, 5, NONE, 1},
                new int[] {2, 5, NONE, 0});
    }

    @Test
    void labels_comeAfterTheNeurons() {
        assertLinks(
                wiring(Projection.Wiring.LATERAL_AND_LABELS, false),
                new int[] {3, 3, NONE, 2},
                new int[] {4, 3, NONE, 2},
                new int[] {8, 3, NONE, 2},
                new int[] {9, 3, NONE, 2},
                new int[] {3, 4, NONE, 2},
                new int[] {4, 4, NONE, 2},
                new int[] {8, 4, NONE, 2},
                new int[] {9, 4, NONE, 2},
                new int[] {5, 5, NONE, 1},
                new int[] {8, 5, NONE, 1},
                new int[] {9, 5, NONE, 1});
    }

    @Test
    void weight_isItsOwn_orThatOfTheForwardSynapse_orItsSign() {
        Wiring transpose = wiring(Projection.Wiring.TRANSPOSE, true);
        assertThat(transpose.effective(OWN, 0, 0.25, -3)).isEqualTo(0.25);
        assertThat(transpose.effective(new Weights.Shared(), 0, 0.25, -3)).isEqualTo(-3);
        // The mean size of a normal weight of standard deviation 2 / sqrt(3).
        assertThat(transpose.effective(new Weights.SignOfForward(2), 0, 0.25, -3))
                .isCloseTo(-Math.sqrt(2 / Math.PI) * 2 / Math.sqrt(3), within(1e-15));
        assertThat(transpose.effective(new Weights.Shared(), 2, 0.25, -3))
                .as("a bias")
                .isEqualTo(0.25);
    }
}
