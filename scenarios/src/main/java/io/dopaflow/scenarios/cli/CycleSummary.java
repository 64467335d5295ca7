package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.compare.FlowDistance;
import io.dopaflow.analysis.run.Progress;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.scenarios.load.LoadedCycle;
import io.dopaflow.scenarios.run.RunOutcome;
import java.time.Duration;
import java.util.Optional;

/** What a run of learning cycles did and what came out. */
final class CycleSummary extends RunSummary {
    private static final Duration FLOW_LIMIT = Duration.ofSeconds(5);

    private final LoadedCycle scenario;

    CycleSummary(Terminal terminal, LoadedCycle scenario, RunOutcome outcome) {
        super(terminal, outcome);
        this.scenario = scenario;
    }

    private RunWork.OfCycles work() {
        return outcome().manifest().cycleWork();
    }

    @Override
    String reached() {
        return Text.count(work().cyclesDone()) + " of " + Text.count(work().cyclesPlanned()) + " cycles";
    }

    @Override
    void results() {
        scores(scenario.model().samples(), scenario.model().target());
    }

    @Override
    String done() {
        return Text.count(work().cyclesDone(), "cycle");
    }

    @Override
    String speed(double seconds) {
        return Text.number(1e6 * seconds / Math.max(1, work().cyclesDone())) + " us per cycle";
    }

    @Override
    void finished() {
        flow();
        terminal().tell("@|bold next|@");
        next("compare", "", "the emergent weights against the gradient flow");
        next("verify", "", "weights recomputed from the recorded spikes, arrivals and rewards");
        next("spikes", " --counts", "spike counts per neuron");
    }

    /** How far the weights ended from their flow; of a large network this would take longer than the run. */
    private void flow() {
        try (RunReader reader = RunReader.open(outcome().directory())) {
            Optional<FlowDistance> flow = FlowDistance.of(reader, scenario.model(), FLOW_LIMIT);
            row(
                    "gradient flow",
                    flow.map(CycleSummary::words)
                            .orElse("takes longer than " + FLOW_LIMIT.toSeconds() + " s here: see compare"));
            flow.ifPresent(distance -> outcome().end().ifPresent(end -> inShort(end, distance)));
        } catch (FileException e) {
            row("gradient flow", "cannot be computed: " + Text.oneLine(e.getMessage()));
        }
    }

    /** Both results in plain words, with the direction in which each is good. */
    private void inShort(Progress end, FlowDistance flow) {
        row("in short", learnt(end) + ", and the weights end");
        row(
                "",
                Text.percent(flow.relative())
                        + " of the flow's path away from the gradient flow that no neuron knows (lower is better)");
        if (flow.relative() > 1) {
            row(
                    "",
                    "noise outweighs the gradient here: more learning.cycles or a smaller learning.flow_time bring the"
                            + " weights nearer; dopaflow plan says how many");
        }
    }

    private static String words(FlowDistance flow) {
        String whole = "log-weights end " + Text.number(flow.distance()) + " from it, which has travelled "
                + Text.number(flow.travelled()) + " (" + Text.percent(flow.relative()) + ")";
        return flow.perOpportunity().isPresent()
                ? whole + "; in one learning opportunity "
                        + Text.percent(flow.perOpportunity().getAsDouble()) + " (root mean square)"
                : whole;
    }
}
