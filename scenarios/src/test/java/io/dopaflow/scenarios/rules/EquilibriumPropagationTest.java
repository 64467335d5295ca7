package io.dopaflow.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.LayeredNetwork.Layer;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Phase.Settling;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** The catalogue's rule with another beta, on one or both sides, settled to the end and without bounds. */
    private static Rule settled(double beta, boolean both) {
        String back = RULE.phases().get(0).settling().orElseThrow().back();
        List<Phase> phases = new ArrayList<>();
        phases.add(Phase.settle("free", new Settling(back, 3000, 0.3, false, Optional.empty(), 0)));
        phases.add(Phase.settle("plus", new Settling(back, 3000, 0.3, false, Optional.of("free"), beta)));
        phases.add(Phase.settle("minus", new Settling(back, 3000, 0.3, false, Optional.of("free"), -beta)));
        String factor = Double.toString(1 / (both ? 2 * beta : beta));
        String other = both ? "minus" : "free";
        Expression update =
                Expression.of(factor + ",pre@plus,post@plus", "-" + factor + ",pre@" + other + ",post@" + other);
        return new Rule(
                RULE.name(),
                Objective.LOSS,
                1,
                phases,
                RULE.projections(),
                List.of(),
                Map.of(Rule.HIDDEN, update, Rule.OUTPUT, update),
                0.1,
                Map.of(),
                List.of());
    }

    private double cost(double[] at) {
        return RuleLab.model(settled(0.1, true), network, at, List.of(sample), 1, 1)
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

    private double slope(boolean both) {
        double[] gradient = gradient();
        SimpleRegression fit = new SimpleRegression();
        for (double beta : BETAS) {
            double[] update = RuleLab.update(settled(beta, both), network, Loss.SQUARED_ERROR, stored, sample);
            double difference = 0;
            double length = 0;
            for (int i = 0; i < gradient.length; i++) {
                difference += Math.pow(update[i] + gradient[i], 2);
                length += gradient[i] * gradient[i];
            }
            fit.addData(Math.log(beta), 0.5 * Math.log(difference / length));
        }
        return fit.getSlope();
    }

    @Test
    void oneSided_hasAnErrorOfFirstOrder() {
        assertThat(slope(false)).isBetween(0.95, 1.05);
    }

    @Test
    void bothSided_hasAnErrorOfSecondOrder() {
        assertThat(slope(true)).isBetween(1.95, 2.05);
    }
}
