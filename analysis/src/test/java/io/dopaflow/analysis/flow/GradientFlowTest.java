package io.dopaflow.analysis.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GradientFlowTest {
    private static final Network ONE_SYNAPSE = Network.of(
            List.of(
                    Neuron.source(0, "x", new NeuronRole.Input(0), Sign.EXCITATORY),
                    new Neuron(
                            1,
                            "y",
                            new NeuronRole.Output(0),
                            Sign.EXCITATORY,
                            Activation.IDENTITY,
                            SpikeCoding.GRADED)),
            List.of(new Synapse(0, 0, 1)));

    /** L = (x w)^2 / 2 with target 0, so that w^-2 grows linearly: theta = -(1/2) log(w0^-2 + 2 T x^2 t). */
    @Test
    void flow_followsTheClosedForm() {
        double x = 0.8;
        GradientFlow flow = new GradientFlow(new Gradient(ONE_SYNAPSE, Loss.SQUARED_ERROR), 3.0);
        double[] times = {0.0, 0.1, 0.5, 0.77, 1.0};
        double[][] values = flow.at(new double[] {0.4}, new Sample(new double[] {x}, new double[] {0}), times);
        for (int i = 0; i < times.length; i++) {
            double expected = -0.5 * Math.log(Math.exp(-0.8) + 2 * 3.0 * x * x * times[i]);
            assertThat(values[i][0]).isCloseTo(expected, within(1e-10));
        }
    }

    /** An excitatory and an inhibitory synapse of one input. */
    @Test
    void flow_ofTwoSynapses_keepsItsInvariant() {
        Network network = new LayeredNetwork(List.of("x"), List.of(), List.of("y"), Activation.IDENTITY, false).build();
        GradientFlow flow = new GradientFlow(new Gradient(network, Loss.SQUARED_ERROR), 1.5);
        double[] start = {0.3, -0.2};
        double[] end = flow.end(start, new Sample(new double[] {0.7}, new double[] {-1}));
        // dw+/dt = -e x w+^2 and dw-/dt = +e x w-^2, so 1/w+ + 1/w- stays.
        assertThat(Math.exp(-end[0]) + Math.exp(-end[1])).isCloseTo(Math.exp(-0.3) + Math.exp(0.2), within(1e-10));
        assertThat(end[0]).isLessThan(start[0] - 0.01);
    }

    /**
     * L = (x w - y)^2 / 2, whose flow dw/dt = -T x w^2 (x w - y) is solved by separation:
     * (x / y^2) log(|x w - y| / w) + 1 / (y w) falls by T x t. The times lie between the integrator's steps. A first step
     * over the whole opportunity leaves the finite numbers here, and has to be tried again with a shorter one.
     */
    @Test
    void flow_towardsATarget_keepsToItsImplicitSolution() {
        double x = 1.3;
        double y = 0.6;
        double time = 40.0;
        double[] times = IntStream.rangeClosed(0, 97).mapToDouble(i -> i / 97.0).toArray();
        double[][] values = new GradientFlow(new Gradient(ONE_SYNAPSE, Loss.SQUARED_ERROR), time)
                .at(new double[] {1.1}, new Sample(new double[] {x}, new double[] {y}), times);
        double start = implicit(x, y, Math.exp(1.1));
        for (int i = 0; i < times.length; i++) {
            double error = implicit(x, y, Math.exp(values[i][0])) - (start - time * x * times[i]);
            // Near the target the logarithm magnifies the error of w by 1 / (x w - y).
            double w = Math.exp(values[i][0]);
            assertThat(error * Math.abs(x * w - y)).as("t = %s", times[i]).isCloseTo(0, within(1e-9));
        }
        assertThat(Math.exp(values[97][0])).isCloseTo(y / x, within(1e-6));
    }

    private static double implicit(double x, double y, double w) {
        return x / (y * y) * Math.log(Math.abs(x * w - y) / w) + 1 / (y * w);
    }

    /** Three directions that decay at rates of 1 to 30: Z_t = Q exp(-T D t) Q' Z_0, with dense output between its steps. */
    @Test
    void flow_ofAQuadraticLoss_decaysAlongEachDirection() {
        double[][] q = {{2 / 3.0, -2 / 3.0, 1 / 3.0}, {2 / 3.0, 1 / 3.0, -2 / 3.0}, {1 / 3.0, 2 / 3.0, 2 / 3.0}};
        double[] rates = {1.0, 7.0, 30.0};
        VectorField quadratic = new VectorField() {
            @Override
            public int dimension() {
                return 3;
            }

            @Override
            public double at(double[] theta, Sample sample, double[] into) {
                Arrays.fill(into, 0.0);
                for (int k = 0; k < 3; k++) {
                    double along = q[0][k] * theta[0] + q[1][k] * theta[1] + q[2][k] * theta[2];
                    for (int i = 0; i < 3; i++) {
                        into[i] += rates[k] * along * q[i][k];
                    }
                }
                return 0.0;
            }
        };
        double[] start = {1.0, -2.0, 0.5};
        double time = 2.5;
        double[] times =
                IntStream.rangeClosed(0, 200).mapToDouble(i -> i / 200.0).toArray();
        double[][] values =
                new GradientFlow(quadratic, time).at(start, new Sample(new double[0], new double[0]), times);
        for (int t = 0; t < times.length; t++) {
            for (int i = 0; i < 3; i++) {
                double expected = 0;
                for (int k = 0; k < 3; k++) {
                    double along = q[0][k] * start[0] + q[1][k] * start[1] + q[2][k] * start[2];
                    expected += q[i][k] * along * Math.exp(-time * rates[k] * times[t]);
                }
                assertThat(values[t][i]).as("t = %s", times[t]).isCloseTo(expected, within(1e-8));
            }
        }
    }

    @Test
    void flow_leavesItsStartAlone_andStaysWhereTimeIsZero() {
        GradientFlow flow = new GradientFlow(new Gradient(ONE_SYNAPSE, Loss.SQUARED_ERROR), 0.0);
        double[] start = {0.25};
        assertThat(flow.end(start, new Sample(new double[] {1}, new double[] {0})))
                .containsExactly(0.25);
        assertThat(start).containsExactly(0.25);
    }

    @Test
    void flow_whoseGradientIsNotFinite_saysWhere() {
        GradientFlow flow = new GradientFlow(new Gradient(ONE_SYNAPSE, Loss.SQUARED_ERROR), 1.0);
        assertThatThrownBy(() -> flow.end(new double[] {800}, new Sample(new double[] {1}, new double[] {0})))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("synapse 0")
                .hasMessageContaining("t = 0.0");
    }

    /** Two weights of a thousand that balance each other: steps that do not leave the valley are some 1e-6 long. */
    @Test
    @Timeout(60)
    void flow_thatIsTooStiff_saysSo() {
        Network network = new LayeredNetwork(List.of("x"), List.of(), List.of("y"), Activation.IDENTITY, false).build();
        GradientFlow flow = new GradientFlow(new Gradient(network, Loss.PSEUDO_HUBER), 0.5);
        double[] start = {Math.log(1e3), Math.log(1e3) + 1e-6};
        assertThatThrownBy(() -> flow.end(start, new Sample(new double[] {1}, new double[] {0})))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("too stiff")
                .hasMessageContaining("T = 0.5");
    }

    @Test
    void sgd_isOneEulerStepOfTheFlow() {
        double[] theta = {Math.log(0.5)};
        new Sgd(new Gradient(ONE_SYNAPSE, Loss.SQUARED_ERROR), 0.1)
                .step(theta, new Sample(new double[] {1}, new double[] {0}));
        assertThat(theta[0]).isCloseTo(Math.log(0.5) - 0.1 * 0.25, within(1e-15));
    }
}
