package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.flow.AbstractRule;
import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.analysis.flow.Sgd;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.SampleOrder;
import java.util.Arrays;

/** Abstract rule, gradient flow and descent through all samples of a run, from its initial weights. */
final class Chains {
    private final LearningCycle model;
    private final SampleOrder order;
    private final AbstractRule rule;
    private final GradientFlow flow;
    private final Sgd sgd;
    private final double[] sgdTheta;
    private double[] flowTheta;
    private long done;

    Chains(LearningCycle model, Gradient gradient) {
        this.model = model;
        this.order = model.sampleOrder();
        this.rule = new AbstractRule(model);
        this.flow = new GradientFlow(gradient, model.gradientFlowTime());
        this.sgd = new Sgd(gradient, model.gradientFlowTime());
        this.sgdTheta = model.initialTheta().clone();
        this.flowTheta = model.initialTheta().clone();
    }

    /** Learning opportunities done. */
    long done() {
        return done;
    }

    /** Does the next learning opportunity. */
    void advance() {
        Sample sample = model.samples().training().get(order.sampleAt(done));
        rule.opportunity();
        sgd.step(sgdTheta, sample);
        try {
            flowTheta = flow.end(flowTheta, sample);
        } catch (ArithmeticException e) {
            // Left the finite numbers; what depends on it is not finite from here on.
            Arrays.fill(flowTheta, Double.NaN);
        }
        done++;
    }

    double[] rule() {
        return rule.theta();
    }

    /** The baseline that the abstract rule compares its next loss with. */
    double baselineLoss() {
        return rule.baselineLoss();
    }

    double[] flow() {
        return flowTheta;
    }

    double[] sgd() {
        return sgdTheta;
    }
}
