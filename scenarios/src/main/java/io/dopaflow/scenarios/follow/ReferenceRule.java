package io.dopaflow.scenarios.follow;

import io.dopaflow.models.phased.WeightForm;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Group;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Projection.Weights;
import io.dopaflow.models.rule.Projection.Wiring;
import io.dopaflow.models.rule.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Backpropagation as a rule: feedback comes through the forward synapses themselves, which is not local. The reference. */
final class ReferenceRule {
    private static final String FEEDBACK = "reference-feedback";
    private static final String FREE = "reference-free";
    private static final String ERROR = "reference-error";

    private ReferenceRule() {}

    /**
     * A rule beside backpropagation: the network's own weights go by backpropagation, and whatever else the rule has, such as
     * feedback weights, learns by the rule on the way.
     *
     * @param given whose phases come first and whose other synapses learn
     * @param form of the weights: where synapses add the update itself to log-weights, it is the gradient by these
     * @param rate of the network's own weights
     */
    static Rule beside(Rule given, WeightForm form, double rate) {
        Rule rule = given.unrolled();
        List<Phase> phases = new ArrayList<>(rule.phases());
        Disturbance none = new Disturbance.None();
        phases.add(new Phase(FREE, Kind.FORWARD, Projection.FORWARD, Map.of(), none, false));
        phases.add(new Phase(
                ERROR,
                Kind.FEEDBACK,
                FEEDBACK,
                Map.of(
                        Group.OUTPUT,
                        Expression.of("error@" + FREE),
                        Group.HIDDEN,
                        Expression.of("apical@" + ERROR + ",slope@" + FREE)),
                none,
                false));
        List<Projection> projections = new ArrayList<>(rule.projections());
        projections.add(new Projection(FEEDBACK, Wiring.TRANSPOSE, false, new Weights.Shared()));
        // Of the log-weight it is w times that of the weight, which the other forms see to themselves.
        String chain = form == WeightForm.LOG_DIRECT ? ",w" : "";
        Map<String, Expression> updates = new HashMap<>(rule.updates());
        updates.put(Rule.HIDDEN, Expression.of("-1,pre@" + FREE + ",apical@" + ERROR + ",slope@" + FREE + chain));
        updates.put(Rule.OUTPUT, Expression.of("-1,pre@" + FREE + ",error@" + FREE + chain));
        Map<String, Double> rates = new HashMap<>();
        rule.updates().keySet().forEach(update -> rates.put(update, rule.rateOf(update)));
        rates.put(Rule.HIDDEN, rate);
        rates.put(Rule.OUTPUT, rate);
        return new Rule(
                "gradient descent beside " + rule.name(),
                Objective.LOSS,
                1,
                phases,
                projections,
                rule.broadcasts(),
                updates,
                rate,
                rates,
                List.of());
    }
}
