package io.dopaflow.scenarios.report;

import io.dopaflow.analysis.report.Block;
import io.dopaflow.analysis.report.Block.Tile;
import io.dopaflow.analysis.report.Words;
import io.dopaflow.analysis.run.PhasedRunReader;
import io.dopaflow.analysis.run.PhasedSpikes;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.InputChain;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.scenarios.figures.FigureKind;
import io.dopaflow.scenarios.figures.FigureResult;
import io.dopaflow.scenarios.figures.NetworkFigures;
import io.dopaflow.scenarios.figures.PhasedFigures;
import io.dopaflow.scenarios.run.RecordedPhases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run of phased learning in a report. */
final class ReportedPhases extends ReportedRun {
    private final RecordedPhases recorded;
    private final PhasedRunReader reader;
    private final PhasedLearning model;
    private final RunWork.OfPhases work;
    private final LearningResults learnt;

    private ReportedPhases(RecordedPhases recorded) {
        super(recorded.reader().directory(), recorded.reader().manifest());
        this.recorded = recorded;
        this.reader = recorded.reader();
        this.model = recorded.scenario().model();
        this.work = manifest().phasedWork();
        this.learnt = new LearningResults(reader.progress(), model.samples());
    }

    static ReportedPhases open(Path path) {
        RecordedPhases recorded = RecordedPhases.open(path);
        boolean opened = false;
        try {
            ReportedPhases reported = new ReportedPhases(recorded);
            opened = true;
            return reported;
        } finally {
            if (!opened) {
                recorded.close();
            }
        }
    }

    @Override
    String whatWasRun() {
        Circuit circuit = model.circuit();
        String data = recorded.scenario().data().name();
        return "A network of " + Words.count(circuit.network().neuronCount(), "neuron") + " and "
                + Words.count(work.synapses(), "synapse") + " learnt " + (data.equals("inline") ? "" : data + " ")
                + from() + " by the local rule "
                + circuit.rule().name() + ": " + Words.count(work.opportunitiesPlanned(), "learning opportunity")
                + " of " + Words.count(circuit.phases(), "phase") + ".";
    }

    /** What came of the steps in the second half of the run. */
    private String inEnvironment(String measure) {
        List<PhasedRunReader.Steps> halves = reader.steps(2);
        if (halves.size() < 2) {
            return "No steps were recorded.";
        }
        PhasedRunReader.Steps last = halves.get(1);
        List<String> said = new ArrayList<>();
        if (last.rewarded() > 0) {
            said.add("the mean reward was " + Words.number(last.reward()));
        }
        if (!measure.isEmpty()) {
            said.add("the mean " + measure + " was " + Words.number(last.measure()));
        }
        return "In the second half of the run " + String.join(", and ", said) + ".";
    }

    private String from() {
        return model.environment().isPresent()
                ? "in an environment"
                : "from " + Words.count(model.samples().training().size(), "training sample");
    }

    @Override
    String whatCameOut() {
        if (model.environment().isPresent()) {
            return inEnvironment(model.environment().get().measure());
        }
        return learnt.sentence("");
    }

    @Override
    String reached() {
        return Words.count(work.opportunitiesDone()) + " of "
                + Words.count(work.opportunitiesPlanned(), "learning opportunity");
    }

    @Override
    List<Tile> results() {
        List<Tile> tiles = new ArrayList<>(model.environment().isPresent() ? List.of() : learnt.tiles());
        tiles.add(new Tile(
                "Learning opportunities",
                Words.large((double) work.opportunitiesDone()),
                Words.large((double) work.spikes()) + " spikes"));
        return tiles;
    }

    @Override
    List<Tile> costs() {
        return work.opportunitiesDone() == 0
                ? List.of()
                : List.of(new Tile(
                        "Time per learning opportunity",
                        Words.number(1e6 * work.wallSeconds() / work.opportunitiesDone()) + "\u202f\u00b5s",
                        Words.count(work.opportunitiesDone(), "learning opportunity")));
    }

    @Override
    List<Tile> flow() {
        return List.of();
    }

    @Override
    List<String> flowNotes() {
        return List.of();
    }

    @Override
    Optional<Block> rule() {
        return Optional.of(new Block.Code(
                model.circuit().rule().name(), RuleText.of(model.circuit().rule()), false));
    }

    @Override
    Map<FigureKind, FigureResult> figures() {
        PhasedSpikes spikes = reader.spikes();
        Map<FigureKind, FigureResult> all = PhasedFigures.of(reader, spikes, NetworkFigures.Selection.of(spikes))
                .all();
        if (!InputChain.isOf(model.circuit())) {
            all.remove(FigureKind.SAMPLES);
        }
        if (model.environment().isEmpty()) {
            all.remove(FigureKind.REWARD);
        }
        return all;
    }

    @Override
    public void close() {
        recorded.close();
    }
}
