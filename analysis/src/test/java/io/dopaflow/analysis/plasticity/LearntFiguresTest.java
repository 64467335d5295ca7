package io.dopaflow.analysis.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.run.SpikingRunWriter;
import io.dopaflow.analysis.testing.LearningNetworks;
import io.dopaflow.analysis.testing.Networks;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.RewiredProjection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.FixedIndegree;
import io.dopaflow.models.spiking.plasticity.Eligibility;
import io.dopaflow.models.spiking.plasticity.InhibitoryStdp;
import io.dopaflow.models.spiking.plasticity.PairStdp;
import io.dopaflow.models.spiking.plasticity.Pairing;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.Rewiring;
import io.dopaflow.models.spiking.plasticity.TimingWindow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures and summaries of weights that a test gives: five inputs onto three neurons in three projections of 15 synapses each. */
class LearntFiguresTest {
    private static final long SECOND = Networks.SECOND;
    private static final long MS = LearningNetworks.MS;
    private static final PairStdp PAIRS = new PairStdp(Pairing.ALL_TO_ALL, 0.01, 1.2, 0, 0, 17, 34, 1);
    private static final SpikingNetwork NETWORK = new LearningNetworks(
                    new TimeMode.Grid(Networks.STEP),
                    10 * SECOND,
                    List.of(
                            LearningNetworks.model(Plasticity.of(PAIRS, 0, 1), MS, false),
                            LearningNetworks.model(Plasticity.of(new InhibitoryStdp(0.01, 0.1, 20), 0.5, 2.5), 0, true),
                            SynapseModel.of(new Plasticity(
                                    new TimingWindow(Pairing.ALL_TO_ALL, 1, 1, 20, 20),
                                    0,
                                    1,
                                    Optional.of(new Eligibility(1000, 0, 1)),
                                    Optional.empty()))),
                    SECOND,
                    1)
            .network();

    /** Two inputs of five to each neuron, numbered by target. */
    private static final SpikingNetwork REWIRED = new SpikingNetwork(
            NETWORK.time(),
            NETWORK.durationPs(),
            NETWORK.streams(),
            NETWORK.groups(),
            NETWORK.drives(),
            List.of(new Projection(
                    "rewired",
                    10,
                    0,
                    1,
                    new FixedIndegree(2, false, false),
                    new Distribution.Constant(0.5),
                    new Distribution.Constant(1.5),
                    SynapseModel.of(Plasticity.of(PAIRS, 0, 1).with(new Rewiring(1000, 0.1, 0.3))))),
            NETWORK.modulators(),
            1000);

    @TempDir
    Path folder;

    private <T> T read(Consumer<SpikingRunWriter> content, Function<SpikingRunReader, T> use) {
        return read(NETWORK, content, use);
    }

    private <T> T read(SpikingNetwork network, Consumer<SpikingRunWriter> content, Function<SpikingRunReader, T> use) {
        Path run = Networks.run(folder.resolve("run"), network, content);
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            return use.apply(reader);
        }
    }

    private static void weights(SpikingRunWriter writer, long timePs, int first, double... weights) {
        for (int i = 0; i < weights.length; i++) {
            writer.synapse(timePs, first + i, weights[i], Double.NaN);
        }
    }

    private static <M extends Mark> List<M> marks(Figure figure, int panel, Class<M> type) {
        return figure.panels().get(panel).marks().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Test
    void summary_hasMeanDeviationSharesNearTheBoundsAndChange() {
        List<ProjectionSummary> all = read(
                writer -> {
                    weights(writer, 0, 15, -1, -1, -1, -1);
                    // Synapse 15 alone, in between: it counts for nothing.
                    weights(writer, SECOND, 15, -2);
                    weights(writer, 2 * SECOND, 15, -0.5, -0.59, -2.4, -2.11);
                },
                reader -> ProjectionSummary.of(reader, NETWORK));
        assertThat(all).hasSize(1);
        ProjectionSummary of = all.get(0);
        assertThat(of.name()).isEqualTo("learning1");
        assertThat(of.synapses()).isEqualTo(15);
        assertThat(of.recorded()).isEqualTo(4);
        assertThat(of.mean()).isCloseTo(-1.4, within(1e-12));
        assertThat(of.deviation()).isCloseTo(Math.sqrt((0.9 * 0.9 + 0.81 * 0.81 + 1 + 0.71 * 0.71) / 4), within(1e-12));
        // Within a twentieth of the range: up to 0.6, and from 2.4.
        assertThat(of.nearWmin()).isEqualTo(0.5);
        assertThat(of.nearWmax()).isEqualTo(0.25);
        assertThat(of.change()).isCloseTo(-0.4, within(1e-12));
        assertThat(of.unit()).isEqualTo("mV");
    }

    @Test
    void distributions_countTheWeightsAtSeveralTimes() {
        Figure figure = read(
                        writer -> {
                            for (int second = 0; second <= 10; second++) {
                                weights(writer, second * SECOND, 0, 0.5, 0.0125 + 0.09 * second, 1);
                            }
                        },
                        reader -> WeightDistributions.of(reader, new LearningNetwork(NETWORK)))
                .orElseThrow();
        assertThat(figure.panels()).hasSize(2);
        List<Mark.Bars> bars = marks(figure, 0, Mark.Bars.class);
        assertThat(bars).extracting(Mark.Bars::name).containsExactly("at 0 s", "at 1 s", "at 3 s", "at 10 s");
        assertThat(bars.get(0).edges()).hasSize(41).startsWith(0).endsWith(1);
        assertThat(bars.get(0).heights()[0]).isEqualTo(1);
        assertThat(bars.get(1).heights()[4]).isEqualTo(1);
        // The uppermost bar has its upper edge.
        assertThat(bars.get(3).heights()[39]).isEqualTo(1);
        assertThat(bars)
                .allSatisfy(at -> assertThat(Arrays.stream(at.heights()).sum()).isEqualTo(3));
        Mark.Matrix development = marks(figure, 1, Mark.Matrix.class).get(0);
        assertThat(development.x()).startsWith(0, 0.5).endsWith(9.5, 10);
        assertThat(development.values()[39][5]).isCloseTo(Math.log10(1.0 / 3), within(1e-12));
        assertThat(development.values()[1][5]).isNaN();
    }

    @Test
    void courses_showTheWidestOverTheBandOfAll() {
        Figure figure = read(
                        writer -> {
                            for (int second = 0; second <= 4; second++) {
                                double[] all = new double[15];
                                Arrays.fill(all, 0.25);
                                all[7] = 0.25 + 0.1 * second;
                                weights(writer, second * SECOND, 0, all);
                            }
                        },
                        reader -> WeightCourses.of(reader, new LearningNetwork(NETWORK)))
                .orElseThrow();
        Mark.Line widest = marks(figure, 0, Mark.Line.class).stream()
                .filter(line -> line.name().equals("input[2] \u2192 neuron[1]"))
                .findFirst()
                .orElseThrow();
        assertThat(widest.x()).containsExactly(0, 1, 2, 3, 4);
        assertThat(widest.y()).containsExactly(0.25, 0.35, 0.45, 0.55, 0.65);
        Mark.Band band = marks(figure, 0, Mark.Band.class).get(0);
        assertThat(band.lower()).containsOnly(0.25);
        assertThat(band.upper()[4]).isCloseTo(0.25 + 0.3 * 0.4, within(1e-12));
    }

    /** The five inputs each with one neuron: paired at distances that follow from where their spikes and delays are. */
    @Test
    void pairedSpikes_giveTheWindowOfTheRule() {
        int pairings = 8;
        LearningNetwork network = new LearningNetwork(NETWORK);
        List<double[]> expected = new ArrayList<>();
        Figure figure = read(
                        writer -> {
                            for (int k = 0; k < pairings; k++) {
                                for (int input = 0; input < 5; input++) {
                                    long pre = (k + 1) * SECOND + 20 * input * MS;
                                    writer.spikes(new long[] {pre}, new int[] {input}, 1);
                                }
                                for (int neuron = 0; neuron < 3; neuron++) {
                                    long post = (k + 1) * SECOND + (40 + neuron) * MS;
                                    writer.spikes(new long[] {post}, new int[] {5 + neuron}, 1);
                                }
                            }
                            network.each(network.projections().get(0), (synapse, name, pre, post, delayPs, weight) -> {
                                double ms = (40 + post - 5 - 20 * pre) + (delayPs - 2.0 * MS) / MS;
                                double change = ms > 0 ? 0.01 * Math.exp(-ms / 17) : -0.012 * Math.exp(ms / 34);
                                expected.add(new double[] {ms, change});
                                writer.synapse(0, synapse, 0.5, Double.NaN);
                                writer.synapse(10 * SECOND, synapse, 0.5 + pairings * change, Double.NaN);
                            });
                        },
                        reader -> PairingWindow.of(reader, network))
                .orElseThrow();
        Mark.Points measured = marks(figure, 0, Mark.Points.class).get(0);
        assertThat(measured.x()).hasSize(15);
        List<Mark.Line> curves = marks(figure, 0, Mark.Line.class);
        for (int i = 0; i < 15; i++) {
            assertThat(measured.x()[i]).isCloseTo(expected.get(i)[0], within(1e-9));
            assertThat(measured.y()[i]).isCloseTo(expected.get(i)[1], within(1e-12));
            // The curve goes through it.
            Mark.Line curve = curves.get(measured.x()[i] > 0 ? 1 : 0);
            assertThat(at(curve, measured.x()[i])).isCloseTo(measured.y()[i], within(2e-6));
        }
        assertThat(figure.notes())
                .containsExactly(
                        "learning0: 15 synapses with 8 pairings each, which are taken to be far from one another.");
    }

    private static double at(Mark.Line curve, double x) {
        int above = -Arrays.binarySearch(curve.x(), x) - 1;
        double share = (x - curve.x()[above - 1]) / (curve.x()[above] - curve.x()[above - 1]);
        return curve.y()[above - 1] + share * (curve.y()[above] - curve.y()[above - 1]);
    }

    @Test
    void unpairedSpikes_giveNoWindow() {
        Optional<Figure> figure = read(
                writer -> {
                    writer.spikes(new long[] {SECOND, 2 * SECOND}, new int[] {0, 5}, 2);
                    writer.spikes(new long[] {3 * SECOND}, new int[] {0}, 1);
                    weights(writer, 0, 0, 0.5, 0.5);
                    weights(writer, SECOND, 0, 0.5, 0.5);
                },
                reader -> PairingWindow.of(reader, new LearningNetwork(NETWORK)));
        assertThat(figure).isEmpty();
    }

    @Test
    void modulators_areShownWithReleasesAndEligibilities() {
        Figure figure = read(
                        writer -> {
                            writer.released(2 * SECOND, 1, 3);
                            writer.released(3 * SECOND, 0, 7);
                            for (int second = 1; second <= 5; second++) {
                                writer.concentration(second * SECOND, 1, second == 2 ? 0.015 : 0);
                                writer.synapse(second * SECOND, 30, 0.1, 0.2 * second);
                                writer.synapse(second * SECOND, 31, 0.1, 0);
                            }
                        },
                        reader -> ModulatorFigure.of(reader, new LearningNetwork(NETWORK)))
                .orElseThrow();
        assertThat(figure.panels())
                .extracting(panel -> panel.title() + " " + panel.y().label())
                .containsExactly(
                        "serotonin concentration [1/ms]",
                        "dopamine concentration [1/ms]",
                        "learning2 eligibility [mV]",
                        "learning2 weight [mV]");
        // Nothing was looked at: from 0 to 7 / 100 ms at its release.
        assertThat(marks(figure, 0, Mark.Line.class).get(0).y()).containsExactly(0, 0.07);
        assertThat(marks(figure, 1, Mark.Line.class).get(0).y()).containsExactly(0, 0.015, 0, 0, 0);
        assertThat(marks(figure, 1, Mark.Points.class).get(0).x()).containsExactly(2);
        assertThat(marks(figure, 2, Mark.Line.class))
                .extracting(Mark.Line::name)
                .containsExactly("input[0] \u2192 neuron[0]", "input[1] \u2192 neuron[0]");
        assertThat(marks(figure, 2, Mark.Line.class).get(0).y()).containsExactly(0.2, 0.4, 0.6000000000000001, 0.8, 1);
    }

    @Test
    void matrices_haveTheChangeFromNeuronToNeuron() {
        Figure figure = read(
                        writer -> {
                            double[] first = new double[15];
                            double[] last = new double[15];
                            for (int i = 0; i < 15; i++) {
                                first[i] = 0.5;
                                last[i] = 0.5 + 0.01 * i;
                            }
                            weights(writer, 0, 0, first);
                            weights(writer, SECOND, 0, last);
                        },
                        reader -> WeightMatrices.of(reader, new LearningNetwork(NETWORK)))
                .orElseThrow();
        double[][] change = marks(figure, 2, Mark.Matrix.class).get(0).values();
        for (int pre = 0; pre < 5; pre++) {
            for (int post = 0; post < 3; post++) {
                // Synapses are numbered by target, then by source.
                assertThat(change[pre][post]).isCloseTo(0.01 * (5 * post + pre), within(1e-12));
            }
        }
    }

    private static void rewiredRun(SpikingRunWriter writer) {
        weights(writer, 0, 0, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5);
        weights(writer, 3 * SECOND, 0, 0.4, 0.6, 0.5, 0.5, 0.5, 0.5);
        // The dendritic delay is 1.5 ms; that of the last time is not seen by the weights of that time.
        writer.rewired(SECOND + 3 * MS / 2, 0, freeOf(0));
        writer.rewired(3 * SECOND, 1, freeOf(0));
        writer.rewired(2 * SECOND + 3 * MS / 2, 2, freeOf(1));
    }

    private static int[] sources() {
        return RewiredProjection.of(REWIRED).get(0).sources();
    }

    /** A cell without a synapse onto a neuron at the start. */
    private static int freeOf(int target) {
        int[] sources = sources();
        return IntStream.range(0, 5)
                .filter(cell -> cell != sources[2 * target] && cell != sources[2 * target + 1])
                .findFirst()
                .orElseThrow();
    }

    @Test
    void matricesOfARewiredNetwork_haveWhoProjectsToWhomAtTheirTimes() {
        Figure figure = read(
                        REWIRED,
                        LearntFiguresTest::rewiredRun,
                        reader -> WeightMatrices.of(reader, new LearningNetwork(REWIRED)))
                .orElseThrow();
        int[] sources = sources();
        double[][] first = marks(figure, 0, Mark.Matrix.class).get(0).values();
        double[][] last = marks(figure, 1, Mark.Matrix.class).get(0).values();
        double[][] change = marks(figure, 2, Mark.Matrix.class).get(0).values();
        assertThat(first[sources[0]][0]).isEqualTo(0.5);
        assertThat(first[freeOf(0)][0]).isNaN();
        assertThat(last[sources[0]][0]).isNaN();
        assertThat(last[freeOf(0)][0]).isEqualTo(0.4);
        assertThat(last[sources[1]][0]).isEqualTo(0.6);
        assertThat(change[sources[0]][0]).isEqualTo(-0.5);
        assertThat(change[freeOf(0)][0]).isEqualTo(0.4);
        assertThat(change[sources[1]][0]).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void replacedSynapse_isCalledByItsLatestCellAndWhenThatCame() {
        Figure figure = read(
                        REWIRED,
                        LearntFiguresTest::rewiredRun,
                        reader -> WeightCourses.of(reader, new LearningNetwork(REWIRED)))
                .orElseThrow();
        assertThat(marks(figure, 0, Mark.Line.class))
                .extracting(Mark.Line::name)
                .contains("input[" + freeOf(1) + "] (since 2 s) \u2192 neuron[1]");
    }

    @Test
    void summaryOfARewiredNetwork_countsTheReplacedSynapses() {
        List<ProjectionSummary> all =
                read(REWIRED, LearntFiguresTest::rewiredRun, reader -> ProjectionSummary.of(reader, REWIRED));
        assertThat(all).singleElement().extracting(ProjectionSummary::replaced).isEqualTo(3L);
    }

    @Test
    void runWithoutWeights_hasNoneOfThese() {
        LearningNetwork network = new LearningNetwork(NETWORK);
        read(writer -> {}, reader -> {
            assertThat(WeightCourses.of(reader, network)).isEmpty();
            assertThat(WeightDistributions.of(reader, network)).isEmpty();
            assertThat(WeightMatrices.of(reader, network)).isEmpty();
            assertThat(PairingWindow.of(reader, network)).isEmpty();
            assertThat(ModulatorFigure.of(reader, network)).isEmpty();
            assertThat(ProjectionSummary.of(reader, NETWORK)).isEmpty();
            return 0;
        });
    }
}
