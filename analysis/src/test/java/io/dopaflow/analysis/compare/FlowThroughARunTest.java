package io.dopaflow.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.Sgd;
import io.dopaflow.analysis.flow.Trajectory;
import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Propagation;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import org.junit.jupiter.api.Test;

/** A flow for each sample in turn, against the plainest integration there is: no shared code but the forward pass. */
class FlowThroughARunTest {
    private static final int OPPORTUNITIES = 12;
    private static final int STEPS = 100;
    private static final double H = 1e-3;

    private final Network network = Experiments.network(2, SpikeCoding.GRADED, Activation.IDENTITY);
    private final LearningCycle model =
            Experiments.of(network, new CycleSchedule.MultiUpdate(10), Loss.SQUARED_ERROR, 0.1, 3.0, OPPORTUNITIES, 12);

    @Test
    void chainedFlow_agreesWithTinyStepsOfRungeAndKutta() {
        Gradient gradient = new Gradient(network, Loss.SQUARED_ERROR);
        Trajectory trajectory = Trajectory.flow(model, gradient);
        Trajectory sgd = new Trajectory(model, new Sgd(gradient, model.gradientFlowTime())::step);
        double[] theta = model.initialTheta().clone();
        double time = model.gradientFlowTime();
        for (int k = 0; k < OPPORTUNITIES; k++) {
            trajectory.advanceTo(k + 1);
            Sample sample = model.samples().training().get(model.sampleOrder().sampleAt(k));
            for (int step = 0; step < STEPS; step++) {
                theta = rungeKutta(theta, sample, time / STEPS);
            }
        }
        double[] flow = trajectory.theta();
        double travelled = 0;
        for (int i = 0; i < theta.length; i++) {
            // The truncation of Runge and Kutta's steps of 0.03 and of differences of fourth order is below 1e-9.
            assertThat(flow[i]).isCloseTo(theta[i], within(2e-8));
            travelled = Math.max(travelled, Math.abs(theta[i] - model.initialTheta()[i]));
        }
        assertThat(travelled).isGreaterThan(0.15);
        // One step of descent a sample is visibly something else here.
        assertThat(sgd.advanceTo(OPPORTUNITIES)[0]).isNotCloseTo(flow[0], within(1e-4));
    }

    private double[] rungeKutta(double[] theta, Sample sample, double h) {
        double[] k1 = descent(theta, sample);
        double[] k2 = descent(moved(theta, k1, h / 2), sample);
        double[] k3 = descent(moved(theta, k2, h / 2), sample);
        double[] k4 = descent(moved(theta, k3, h), sample);
        double[] next = theta.clone();
        for (int i = 0; i < next.length; i++) {
            next[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
        }
        return next;
    }

    private static double[] moved(double[] theta, double[] direction, double step) {
        double[] moved = theta.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += step * direction[i];
        }
        return moved;
    }

    /** Minus the gradient, by central differences of fourth order. */
    private double[] descent(double[] theta, Sample sample) {
        double[] slope = new double[theta.length];
        double[] unit = new double[theta.length];
        for (int i = 0; i < theta.length; i++) {
            unit[i] = 1;
            slope[i] = -(8 * (loss(moved(theta, unit, H), sample) - loss(moved(theta, unit, -H), sample))
                            - (loss(moved(theta, unit, 2 * H), sample) - loss(moved(theta, unit, -2 * H), sample)))
                    / (12 * H);
            unit[i] = 0;
        }
        return slope;
    }

    private double loss(double[] theta, Sample sample) {
        double error =
                new Propagation(network).readout(Propagation.weights(theta), sample.features())[0] - sample.target()[0];
        return 0.5 * error * error;
    }
}
