package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.grading.LearningCurve;
import io.dopaflow.analysis.plasticity.ProjectionSummary;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.spikes.NetworkActivity;
import io.dopaflow.analysis.spikes.PopulationStatistics;
import io.dopaflow.analysis.spikes.StatisticsWindow;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.verify.WeightVerifier;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.run.HeldOutExamination;
import io.dopaflow.scenarios.run.RunOutcome;
import io.dopaflow.simulator.engine.RunFailedException;
import java.util.List;

/** What a run of a network that spikes freely did and what came out. */
final class NetworkSummary extends RunSummary {
    /** Reading more spikes than this would take longer than a few seconds. */
    private static final long MOST_SPIKES = 10_000_000;

    private final LoadedNetwork scenario;

    NetworkSummary(Terminal terminal, LoadedNetwork scenario, RunOutcome outcome) {
        super(terminal, outcome);
        this.scenario = scenario;
    }

    private RunWork.OfNetwork work() {
        return outcome().manifest().networkWork();
    }

    @Override
    String reached() {
        return Text.time(work().donePs()) + " of " + Text.time(work().plannedPs());
    }

    @Override
    String done() {
        return Text.time(work().donePs()) + " of biological time";
    }

    @Override
    String speed(double seconds) {
        double biological = VirtualTime.toMilliseconds(work().donePs()) / 1000;
        return biological >= seconds
                ? Text.number(biological / seconds) + " times as fast as real time"
                : Text.number(seconds / biological) + " times as slow as real time";
    }

    @Override
    void results() {
        if (scenario.plan().spikes().isEmpty() || work().donePs() == 0) {
            row("populations", "no spikes were recorded: record.spikes says of which");
        } else if (work().spikes() > MOST_SPIKES) {
            row("populations", "see spikes --stats, as there are many spikes");
        } else {
            populations();
        }
        if (WeightVerifier.applies(scenario.network()) && work().donePs() > 0) {
            projections();
        }
        if (LearningCurve.applies(scenario.network(), scenario.plan().spikes()) && work().donePs() > 0) {
            episodes();
        }
    }

    private void episodes() {
        try (SpikingRunReader reader = SpikingRunReader.open(outcome().directory())) {
            List<LearningCurve.Block> blocks = LearningCurve.of(reader, scenario.network(), LearningCurve.TENTHS);
            TextTable<LearningCurve.Block> table = new TextTable<LearningCurve.Block>()
                    .column("episodes", block -> (block.first() + 1) + " to " + (block.first() + block.episodes()))
                    .column("mean loss", LearningCurve.Block::loss);
            if (blocks.stream().noneMatch(block -> Double.isNaN(block.right()))) {
                table = table.column("right answers", block -> Text.percent(block.right()));
            }
            table.print(blocks, terminal().err(), terminal().errAnsi());
            HeldOutExamination.of(reader, scenario)
                    .ifPresent(result -> row(
                            "held out",
                            result.right() + " of " + Text.count(result.samples(), "sample") + " right, "
                                    + Text.percent(result.share()) + "; mean loss " + Text.number(result.loss())));
        } catch (FileException | RunFailedException e) {
            row("episodes", "cannot be graded: " + Text.oneLine(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void projections() {
        try (SpikingRunReader reader = SpikingRunReader.open(outcome().directory())) {
            List<ProjectionSummary> all = ProjectionSummary.of(reader, scenario.network());
            if (!all.isEmpty()) {
                TextTable<ProjectionSummary> table = new TextTable<ProjectionSummary>()
                        .column("plastic projection", ProjectionSummary::name)
                        .column("synapses", ProjectionSummary::synapses)
                        .column("recorded", ProjectionSummary::recorded);
                if (all.stream().anyMatch(of -> of.replaced() > 0)) {
                    table = table.column("replaced", ProjectionSummary::replaced);
                }
                table = table.column("mean weight", of -> of.mean())
                        .column("s.d.", of -> of.deviation())
                        .column("unit", ProjectionSummary::unit);
                if (all.stream().anyMatch(ProjectionSummary::hasBounds)) {
                    table = table.column("near Wmin", of -> of.hasBounds() ? Text.percent(of.nearWmin()) : "-")
                            .column("near Wmax", of -> of.hasBounds() ? Text.percent(of.nearWmax()) : "-");
                }
                table.column("change of mean", of -> of.change())
                        .print(all, terminal().err(), terminal().errAnsi());
            }
        } catch (FileException e) {
            row("weights", "cannot be read: " + Text.oneLine(e.getMessage()));
        }
    }

    private void populations() {
        try (SpikingRunReader reader = SpikingRunReader.open(outcome().directory())) {
            List<PopulationStatistics> all =
                    NetworkActivity.of(reader, scenario.plan().spikes(), StatisticsWindow.of(0, work().donePs()));
            StatisticsTable.inShort().print(all, terminal().err(), terminal().errAnsi());
        } catch (FileException e) {
            row("populations", "cannot be read: " + Text.oneLine(e.getMessage()));
        }
    }

    @Override
    void finished() {
        terminal().tell("@|bold next|@");
        next("spikes", " --stats", "rates, variation and synchrony by population");
        next("plot", " raster", "spikes and rates over time");
        boolean learns = scenario.network().projections().stream()
                .anyMatch(projection -> projection.model().learns());
        if (learns) {
            next("plot", " weights", "what synapses have learnt");
        }
        next(
                "verify",
                "",
                learns
                        ? "recorded weights follow from recorded spikes"
                        : "a sample of neurons solved again from their recorded input");
    }
}
