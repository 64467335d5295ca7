package io.dopaflow.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.LayeredNetwork.Layer;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Factor;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Phase.Settling;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hipparchus.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;

/** Equilibrium propagation is the gradient of the cost at the free fixed point, to first or second order in beta. */
class EquilibriumPropagationTest {
    private static final Rule RULE = RuleLab.rule("equilibrium-propagation");
    private static final double[] BETAS = {0.1, 0.01, 0.001};

    private final Network network = new LayeredNetwork(
                    List.of("a", "b", "c"),
                    List.of(new Layer(4, Activation.SIGMOID, SpikeCoding.GRADED)),
                    List.of("x", "y"),
                    Activation.IDENTITY,
                    true)
            .buildSigned();
    private final Sample sample = new Sample(new double[] {0.2, 0.9, 0.5}, new double[] {0.8, 0.1});
    private final double[] stored = stored();

    private double[] stored() {
        double[] drawn = RuleLab.normal(new Circuit(network, RULE).synapses(), 0.4, 61);
        Arrays.fill(drawn, network.synapseCount(), drawn.length, 0);
        return drawn;
    }

    /** A rule with another beta in place of 0.5, settled to the end and without bounds. */
    private static Rule settled(Rule rule, double beta) {
        List<Phase> phases = rule.phases().stream()
                .map(phase -> {
                    Settling own = phase.settling().orElseThrow();
                    double nudge = own.nudge() * beta / 0.5;
                    return Phase.settle(phase.name(), new Settling(own.back(), 3000, 0.3, false, own.start(), nudge));
                })
                .toList();
        return new Rule(
                rule.name(),
                Objective.LOSS,
                1,
                phases,
                rule.projections(),
                List.of(),
                rule.updates(),
                rule.rate(),
                rule.rates(),
                List.of());
    }

    private double cost(double[] at) {
        return RuleLab.model(settled(RULE, 0.1), network, at, List.of(sample), 1, 1)
                .trainingScore(at)
                .loss();
    }

    /** Central differences of the cost where the network has settled: right to about 1e-9. */
    private double[] gradient() {
        double[] gradient = new double[network.synapseCount()];
        double h = 1e-4;
        for (int i = 0; i < gradient.length; i++) {
            double[] moved = stored.clone();
            moved[i] = stored[i] + h;
            double up = cost(moved);
            moved[i] = stored[i] - h;
            gradient[i] = (up - cost(moved)) / (2 * h);
        }
        return gradient;
    }

    /** Slope of the error against beta, where the update is scaled from 0.5 to beta. */
    private double slope(Rule rule) {
        double[] gradient = gradient();
        SimpleRegression fit = new SimpleRegression();
        for (double beta : BETAS) {
            double[] update = RuleLab.update(settled(rule, beta), network, Loss.SQUARED_ERROR, stored, sample);
            double difference = 0;
            double length = 0;
            for (int i = 0; i < gradient.length; i++) {
                difference += Math.pow(update[i] * 0.5 / beta + gradient[i], 2);
                length += gradient[i] * gradient[i];
            }
            fit.addData(Math.log(beta), 0.5 * Math.log(difference / length));
        }
        return fit.getSlope();
    }

    private static Rule oneSided() {
        return RuleLab.planted("equilibrium-propagation", "[-1, pre@minus, post@minus]", "[-1, pre@free, post@free]");
    }

    /** With one side only the file's factor, 1 / (2 beta), is half of what it should be. */
    @Test
    void oneSided_hasAnErrorOfFirstOrder() {
        Rule rule = oneSided();
        Map<String, Expression> updates = new HashMap<>();
        rule.updates().forEach((name, update) -> updates.put(name, twice(update)));
        assertThat(slope(new Rule(
                        rule.name(),
                        rule.objective(),
                        1,
                        rule.phases(),
                        rule.projections(),
                        List.of(),
                        updates,
                        rule.rate(),
                        rule.rates(),
                        List.of())))
                .isBetween(0.95, 1.05);
        assertThat(slope(rule)).isLessThan(0.5);
    }

    private static Expression twice(Expression update) {
        return new Expression(update.products().stream()
                .map(product -> Stream.concat(Stream.of(new Factor.Constant(2)), product.stream())
                        .toList())
                .toList());
    }

    @Test
    void bothSided_hasAnErrorOfSecondOrder() {
        assertThat(slope(RULE)).isBetween(1.95, 2.05);
    }

    @Test
    void mistakes_showInTheSlope() {
        String name = "equilibrium-propagation";
        assertThat(slope(RuleLab.planted(name, "start: free, nudge: 0.5", "nudge: 0.5")))
                .as("where settling starts does not matter, once it is settled")
                .isBetween(1.95, 2.05);
        assertThat(slope(RuleLab.planted(
                        name,
                        "hidden: [[1, pre@plus, post@plus], [-1, pre@minus, post@minus]]",
                        "hidden: [[-1, pre@plus, post@plus], [1, pre@minus, post@minus]]")))
                .as("phases swapped")
                .isLessThan(0.5);
        assertThat(slope(RuleLab.planted(name, "weights: shared", "weights: {own: {gain: 1}}")))
                .as("back through weights of its own")
                .isLessThan(0.5);
        assertThat(slope(RuleLab.planted(name, "nudge: -0.5", "nudge: -0.25")))
                .as("unequal nudges")
                .isLessThan(0.5);
    }

    private double[] bounded(String rule) {
        return RuleLab.update(RuleLab.rule(rule), network, Loss.SQUARED_ERROR, stored, sample);
    }

    private static void assertSame(double[] found, double[] expected, double relative) {
        double size = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).as("synapse %d", i).isCloseTo(expected[i], within(relative * size));
        }
    }

    /** Each step of the sum telescopes; what is left is rounding, of products that are up to 100 times as large as the update. */
    @Test
    void timing_isTheDifferenceOfProducts() {
        assertSame(bounded("equilibrium-propagation-timing"), bounded("equilibrium-propagation"), 2e-14);
        String timing = "[[1, timing@plus], [-1, timing@minus]]";
        Rule rest = RuleLab.planted(
                "equilibrium-propagation-timing",
                timing,
                "[[1, timing@plus], [-1, pre@plus, post@plus], [1, pre@free, post@free]]");
        Rule products = RuleLab.planted("equilibrium-propagation-timing", timing, "[[1, pre@plus, post@plus]]");
        double[] left = RuleLab.update(rest, network, Loss.SQUARED_ERROR, stored, sample);
        double[] whole = RuleLab.update(products, network, Loss.SQUARED_ERROR, stored, sample);
        double largest = Arrays.stream(whole).map(Math::abs).max().orElseThrow();
        for (double rounding : left) {
            assertThat(Math.abs(rounding)).isLessThanOrEqualTo(1e-15 * largest);
        }
        assertThat(Arrays.stream(whole).max().orElseThrow())
                .as("something to round")
                .isGreaterThan(0.1);
    }

    /** The coin has two sides, and the mean of what they teach is the rule with both of them. */
    @Test
    void randomSign_isEitherSide_andBothInTheMean() {
        Map<Double, double[]> sides = new HashMap<>();
        RuleLab.frozen(
                RuleLab.rule("equilibrium-propagation-random-sign"),
                network,
                Loss.SQUARED_ERROR,
                stored,
                new double[1],
                sample,
                50,
                update -> sides.putIfAbsent(update[0], update.clone()));
        assertThat(sides).hasSize(2);
        double[] both = new double[stored.length];
        sides.values().forEach(side -> Arrays.setAll(both, i -> both[i] + side[i] / 2));
        assertSame(both, bounded("equilibrium-propagation"), 2e-14);
    }
}
