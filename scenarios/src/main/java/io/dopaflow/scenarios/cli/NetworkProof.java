package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.verify.NetworkVerification;
import io.dopaflow.analysis.verify.NetworkVerifier;
import io.dopaflow.analysis.verify.WeightVerification;
import io.dopaflow.analysis.verify.WeightVerifier;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.run.RecordedNetwork;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Verifies a run of a network that spikes freely, and says what was found. */
final class NetworkProof {
    /** Neurons, and synapses that learn, of a large network that are solved again. */
    private static final int NEURONS = 100;

    private static final long SYNAPSES = 10_000;

    /** Networks with so few arrivals are solved again as a whole in a few seconds. */
    private static final long FEW_EVENTS = 5_000_000;

    private final Terminal terminal;
    private final boolean noProgress;
    private final boolean all;

    NetworkProof(Terminal terminal, boolean noProgress, boolean all) {
        this.terminal = terminal;
        this.noProgress = noProgress;
        this.all = all;
    }

    /** Verifies, and gives the exit code. */
    int verify(Path directory) {
        NetworkVerification cells;
        Optional<WeightVerification> weights;
        try (RecordedNetwork recorded = RecordedNetwork.open(directory);
                ProgressDisplay progress = new ProgressDisplay(terminal, noProgress, "verify")) {
            RunManifest manifest = recorded.reader().manifest();
            if (manifest.status() == RunStatus.RUNNING || manifest.networkWork().donePs() == 0) {
                refuted("nothing to check: the run has not ended; resume it or run it again");
                return ExitCode.FAILED;
            }
            LoadedNetwork scenario = recorded.scenario();
            SpikingNetwork network = scenario.network();
            boolean isWhole = all || manifest.work().synapticEvents() <= FEW_EVENTS;
            boolean learns = WeightVerifier.applies(network);
            double share = learns ? 0.5 : 1;
            cells = new NetworkVerifier(recorded.reader(), network, scenario.plan())
                    .verify(isWhole ? Integer.MAX_VALUE : NEURONS, done -> progress.accept(share * done));
            weights = learns
                    ? Optional.of(new WeightVerifier(recorded.reader(), network, scenario.plan())
                            .verify(isWhole ? Long.MAX_VALUE : SYNAPSES, done -> progress.accept(share * (1 + done))))
                    : Optional.empty();
        } catch (FileException e) {
            refuted(Text.oneLine(e.getMessage()));
            return ExitCode.FAILED;
        }
        notes(cells.notes());
        weights.ifPresent(found -> notes(found.notes()));
        boolean isRight = weights.map(this::isRight).orElse(true);
        return isRight(cells, weights) && isRight ? ExitCode.DONE : ExitCode.FAILED;
    }

    private boolean isRight(NetworkVerification found, Optional<WeightVerification> weights) {
        boolean isNothing = found.neurons() == 0;
        if (found.disagreement().isPresent()
                || (isNothing && weights.map(WeightVerification::weights).orElse(0L) == 0)) {
            refuted(found.disagreement().orElse("nothing to check"));
            return false;
        }
        if (!isNothing) {
            verified(Text.count(found.neurons()) + " of " + Text.count(found.ofNeurons(), "neuron")
                    + " solved again from recorded input have the " + Text.count(found.spikes(), "spike")
                    + " that were recorded, to the picosecond" + (found.hasDigest() ? ", and the digest" : ""));
        }
        return true;
    }

    private boolean isRight(WeightVerification found) {
        if (found.disagreement().isPresent()) {
            refuted(found.disagreement().get());
            return false;
        }
        if (found.weights() > 0) {
            verified(Text.count(found.weights(), "recorded weight") + " of " + Text.count(found.synapses()) + " of "
                    + Text.count(found.ofSynapses(), "synapse")
                    + " that learn follow from spikes and released modulators alone, to "
                    + WeightVerifier.TOLERANCE_IN_WORDS);
        }
        if (found.ofEpisodes() > 0) {
            verified(Text.count(found.ofEpisodes(), "recorded weight")
                    + " of synapses that learn from rewards of episodes follow from spikes alone, to 1e"
                    + Math.round(Math.log10(found.toleranceOfEpisodes())) + " of the largest");
        }
        if (found.events() > 0) {
            verified("what was released of modulators, " + Text.count(found.events(), "event")
                    + ", follows from spikes and scripts");
        }
        return true;
    }

    private void notes(List<String> notes) {
        notes.forEach(note -> terminal.show("note: " + Text.escaped(note)));
    }

    private void verified(String what) {
        terminal.show("@|green verified|@: " + Text.escaped(what));
    }

    private void refuted(String reason) {
        terminal.show("@|red not verified|@: " + Text.escaped(reason));
    }
}
