package io.dopaflow.models.spiking.neuron;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.ODEStateAndDerivative;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.events.Action;
import org.hipparchus.ode.events.AdaptableInterval;
import org.hipparchus.ode.events.ODEEventDetector;
import org.hipparchus.ode.events.ODEEventHandler;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random leaky neurons with random input against another program: the equations as they are written, without any propagator of the project,
 * by Hipparchus' integrator with event detection.
 */
class SecondPathTest {
    private static final int NEURONS = 100;
    private static final double END = 300;

    /** In ms. The integrator has a tolerance of 1e-11 mV; where V rises slowly, times follow that much worse. */
    private static final double TOLERANCE = 1e-6;

    /** Derivatives of V, I_ex, S_ex, I_in, S_in; conductances in place of currents where those are meant. */
    private record Equations(LifParameters p, boolean held) implements OrdinaryDifferentialEquation {
        @Override
        public int getDimension() {
            return 5;
        }

        @Override
        public double[] computeDerivatives(double t, double[] y) {
            boolean isAlpha = p.shape() == SynapseShape.ALPHA;
            double current = p.shape() == SynapseShape.DELTA ? 0 : y[1] + y[3];
            return new double[] {
                held ? 0 : -(y[0] - p.eL()) / p.tauM() + (p.iE() + current) / p.cM(),
                (isAlpha ? y[2] : 0) - y[1] / p.tauSynEx(),
                -y[2] / p.tauSynEx(),
                (isAlpha ? y[4] : 0) - y[3] / p.tauSynIn(),
                -y[4] / p.tauSynIn()
            };
        }
    }

    /** Stops where V reaches threshold from below. */
    private record Threshold(double vTh) implements ODEEventDetector {
        @Override
        public AdaptableInterval getMaxCheckInterval() {
            return (state, isForward) -> 0.02;
        }

        @Override
        public int getMaxIterationCount() {
            return 1000;
        }

        @Override
        public BracketingNthOrderBrentSolver getSolver() {
            return new BracketingNthOrderBrentSolver(0, 1e-12, 0, 5);
        }

        @Override
        public ODEEventHandler getHandler() {
            return (state, detector, increasing) -> increasing ? Action.STOP : Action.CONTINUE;
        }

        @Override
        public double g(ODEStateAndDerivative state) {
            return state.getPrimaryState()[0] - vTh;
        }
    }

    /** An arrival in ms. */
    private record Arrival(double time, double weight) {}

    private static LifParameters parameters(Random random) {
        SynapseShape shape = SynapseShape.values()[random.nextInt(3)];
        return new LifParameters(
                shape,
                100 + 300 * random.nextDouble(),
                5 + 20 * random.nextDouble(),
                -70,
                -55,
                -70 + 5 * random.nextDouble(),
                (long) (3e9 * random.nextDouble()),
                0,
                0.5 + 10 * random.nextDouble(),
                0.5 + 10 * random.nextDouble());
    }

    private static List<Arrival> arrivals(Random random, SynapseShape shape) {
        TreeSet<Long> times = new TreeSet<>();
        while (times.size() < 150) {
            times.add((long) (random.nextDouble() * END * 1e9));
        }
        double size = shape == SynapseShape.DELTA ? 6 : shape == SynapseShape.EXPONENTIAL ? 700 : 250;
        List<Arrival> arrivals = new ArrayList<>();
        for (long time : times) {
            arrivals.add(new Arrival(time / 1e9, size * (random.nextInt(4) == 0 ? -1 : 1) * random.nextDouble()));
        }
        return arrivals;
    }

    static Stream<Integer> neurons() {
        return IntStream.range(0, NEURONS).boxed();
    }

    @ParameterizedTest
    @MethodSource("neurons")
    void randomNeuron_spikesWhenTheEquationsDo(int seed) {
        Random random = new Random(seed);
        LifParameters parameters = parameters(random);
        List<Arrival> arrivals = arrivals(random, parameters.shape());
        List<Double> found = found(parameters, arrivals);
        List<Double> expected = integrated(parameters, arrivals);
        assertThat(found).hasSameSizeAs(expected);
        for (int k = 0; k < found.size(); k++) {
            assertThat(Math.abs(found.get(k) - expected.get(k)))
                    .as("spike %d", k + 1)
                    .isLessThan(TOLERANCE);
        }
    }

    @Test
    void neurons_spikeOften() {
        int spikes = 0;
        for (int seed = 0; seed < NEURONS; seed++) {
            Random random = new Random(seed);
            LifParameters parameters = parameters(random);
            spikes += found(parameters, arrivals(random, parameters.shape())).size();
        }
        assertThat(spikes).isGreaterThan(5 * NEURONS);
    }

    private static List<Double> found(LifParameters parameters, List<Arrival> arrivals) {
        Lif neuron = new Lif(parameters, -70);
        List<Double> spikes = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            long at = Math.round(arrival.time * 1e9);
            for (long spike = neuron.nextSpike(at - 1); spike != ContinuousNeuron.NEVER; ) {
                neuron.spike(spike);
                spikes.add(spike / 1e9);
                spike = neuron.nextSpike(at - 1);
            }
            neuron.receive(at, Math.max(arrival.weight, 0), Math.min(arrival.weight, 0));
        }
        return spikes;
    }

    private static List<Double> integrated(LifParameters p, List<Arrival> arrivals) {
        double[] y = {-70, 0, 0, 0, 0};
        double now = 0;
        double heldUntil = 0;
        List<Double> spikes = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            while (now < arrival.time) {
                boolean held = now < heldUntil;
                double until = held ? Math.min(heldUntil, arrival.time) : arrival.time;
                if (!held && y[0] >= p.vTh()) {
                    until = now;
                } else {
                    DormandPrince853Integrator integrator = new DormandPrince853Integrator(1e-9, 1, 1e-11, 1e-12);
                    if (!held) {
                        integrator.addEventDetector(new Threshold(p.vTh()));
                    }
                    ODEStateAndDerivative end =
                            integrator.integrate(new Equations(p, held), new ODEState(now, y), until);
                    y = end.getPrimaryState();
                    until = end.getTime();
                }
                boolean spiked = !held && (until < arrival.time || y[0] >= p.vTh());
                now = until;
                if (spiked) {
                    spikes.add(now);
                    y[0] = p.vReset();
                    heldUntil = now + p.refractoryPs() / 1e9;
                }
            }
            receive(p, y, arrival, now < heldUntil);
        }
        return spikes;
    }

    private static void receive(LifParameters p, double[] y, Arrival arrival, boolean held) {
        int place = arrival.weight >= 0 ? 1 : 3;
        switch (p.shape()) {
            case DELTA -> y[0] += held ? 0 : arrival.weight;
            case EXPONENTIAL -> y[place] += arrival.weight;
            case ALPHA -> y[place + 1] += arrival.weight * Math.E / (place == 1 ? p.tauSynEx() : p.tauSynIn());
        }
    }
}
