package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.verify.Disagreement;
import io.dopaflow.analysis.verify.Verification;
import io.dopaflow.analysis.verify.Verifier;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.scenarios.run.RecordedRun;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Recomputes every weight of a run from its recorded spikes, arrivals and rewards alone. */
@CommandLine.Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Check a run: compute it again from its recorded spikes.",
            "Recomputes the weights of a run from its recorded spikes, arrivals and rewards alone, and compares them, to the"
                    + " last bit, with the recorded weights: the proof that the rule emerged from timing.",
            "Covers every learning opportunity (one presentation of one sample) that was recorded completely. Also checks"
                    + " that everything the scenario records is there, that the scores follow from the weights, and that"
                    + " the counts and the digest in the manifest are right. Message counts and wall times cannot be"
                    + " checked.",
            "Of a network that spikes freely, solves a sample of neurons again, each alone, from the recorded spikes of the"
                    + " cells that project to it; their spikes must be those that were recorded, to the picosecond."
                    + " Where synapses learn, recomputes their recorded weights and eligibilities from recorded spikes and"
                    + " released modulators alone, each synapse forward in time, and what was released from spikes.",
            "If anything disagrees, names the first place and ends with 1."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow verify runs/iris-*  # the last of these",
            "  dopaflow run xor --record full --out runs/proof && dopaflow verify runs/proof",
            "  dopaflow verify runs/brunel --all"
        })
final class VerifyCommand implements Command {
    private final Terminal terminal;

    @Mixin
    private RunArgument run = new RunArgument();

    @Option(names = "--no-progress", description = "Show no progress.")
    private boolean noProgress;

    @Option(
            names = "--all",
            description =
                    "Of a network that spikes freely: solve every neuron and every synapse that learns again, and so the digest of a static network.")
    private boolean all;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public List<String> problems() {
        return run.problems();
    }

    @Override
    public int execute() {
        Path directory = run.told(terminal);
        if (RunDirectory.of(directory).manifest().family().equals(SpikingNetwork.FAMILY)) {
            return new NetworkProof(terminal, noProgress, all).verify(directory);
        }
        if (all) {
            throw new WrongInputException(
                    List.of("--all: found a run of learning cycles; allowed for a network that spikes freely"));
        }
        try (RecordedRun recorded = RecordedRun.open(directory)) {
            List<String> changes = recorded.changes();
            if (!changes.isEmpty()) {
                changes.forEach(this::refuted);
                return ExitCode.FAILED;
            }
            return verify(recorded);
        }
    }

    private int verify(RecordedRun recorded) {
        Verification verification;
        try (ProgressDisplay progress = new ProgressDisplay(terminal, noProgress, "verify")) {
            verification = Verifier.verify(
                    recorded.reader(),
                    recorded.scenario().model(),
                    recorded.scenario().recordingPlan(),
                    progress);
        } catch (FileException e) {
            refuted(Text.oneLine(e.getMessage()));
            return ExitCode.FAILED;
        }
        if (verification instanceof Verification.NothingToCheck nothing) {
            refuted("nothing to check: " + nothing.reason() + "; " + nothing.advice());
            return ExitCode.FAILED;
        }
        if (verification instanceof Verification.Refuted refuted) {
            print(refuted.coverage());
            Disagreement place = refuted.disagreement();
            refuted(place.text() + (place.hasTime() ? " (at " + Text.time(place.timePs()) + ")" : ""));
            return ExitCode.FAILED;
        }
        Verification.Coverage coverage = ((Verification.Verified) verification).coverage();
        print(coverage);
        long unchecked = coverage.ofWeights() - coverage.weights();
        String which = unchecked == 0
                ? "every recorded weight follows"
                : "the " + Text.count(coverage.weights(), "weight")
                        + " of the recomputed learning opportunities follow";
        terminal.show("@|green verified|@: " + which + " from spikes, arrivals and rewards, to the last bit");
        return ExitCode.DONE;
    }

    private void print(Verification.Coverage coverage) {
        terminal.show("recomputed " + Text.count(coverage.opportunities()) + " of "
                + Text.count(coverage.ofOpportunities()) + " learning opportunities: "
                + Text.count(coverage.cycles(), "cycle") + ", " + Text.count(coverage.spikes(), "spike") + ", "
                + Text.count(coverage.arrivals(), "arrival") + ", " + Text.count(coverage.rewards(), "reward") + ", "
                + Text.count(coverage.weights()) + " of " + Text.count(coverage.ofWeights(), "weight"));
        coverage.notes().forEach(note -> terminal.show("note: " + Text.escaped(note)));
    }

    private void refuted(String reason) {
        terminal.show("@|red not verified|@: " + Text.escaped(reason));
    }
}
