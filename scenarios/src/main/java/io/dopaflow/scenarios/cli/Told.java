package io.dopaflow.scenarios.cli;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.format.Warning;
import io.dopaflow.scenarios.load.LoadedCycle;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.LoadedPhased;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.run.RunOutcome;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.util.List;
import java.util.Optional;

/** How the runs of a family are told of. */
sealed interface Told {

    /** That of a scenario. */
    static Told of(LoadedScenario scenario) {
        if (scenario instanceof LoadedPhased phased) {
            return new OfPhases(phased);
        }
        return scenario instanceof LoadedCycle cycle ? new OfCycles(cycle) : new OfNetwork((LoadedNetwork) scenario);
    }

    /** Units of the work of a whole run: learning opportunities, or milliseconds of biological time. */
    long units();

    /** How many of them were done after a number of steps. */
    long units(long steps);

    /** How far a run has come after a number of steps, in words. */
    String reached(long steps);

    /**
     * What to know before a run, each in a sentence.
     *
     * @param name of the scenario, as the user wrote it
     */
    List<String> warnings(String name);

    /** Changes to the scenario by which all is recorded. */
    List<String> fullRecord();

    /** Why an engine cannot run it, if it cannot. */
    default Optional<String> refusal(EngineChoice engine) {
        return Optional.empty();
    }

    /** Why a run of it cannot be started, if it cannot. */
    default Optional<String> tooLarge() {
        return Optional.empty();
    }

    /** What came out of a run. */
    RunSummary summary(Terminal terminal, RunOutcome outcome);

    /** Of learning cycles. */
    record OfCycles(LoadedCycle scenario) implements Told {
        @Override
        public long units() {
            return scenario.model().opportunities();
        }

        @Override
        public long units(long steps) {
            return scenario.model().opportunityOf(steps);
        }

        @Override
        public String reached(long steps) {
            return Text.count(steps) + " of " + Text.count(scenario.model().cycles()) + " cycles";
        }

        @Override
        public List<String> warnings(String name) {
            return Forewarning.of(scenario.model())
                    .map(warning -> warning + "; for details see dopaflow plan " + name)
                    .stream()
                    .toList();
        }

        @Override
        public List<String> fullRecord() {
            return List.of("record.spikes=all", "record.arrivals=all", "record.rewards=all", "record.weights=all");
        }

        @Override
        public RunSummary summary(Terminal terminal, RunOutcome outcome) {
            return new CycleSummary(terminal, scenario, outcome);
        }
    }

    /** Of networks that spike freely. */
    record OfNetwork(LoadedNetwork scenario) implements Told {
        private SpikingNetwork network() {
            return scenario.network();
        }

        @Override
        public long units() {
            return Math.max(1, units(network().durationPs()));
        }

        @Override
        public long units(long steps) {
            return steps / VirtualTime.PICOSECONDS_PER_MILLISECOND;
        }

        @Override
        public String reached(long steps) {
            return Text.time(steps) + " of " + Text.time(network().durationPs());
        }

        @Override
        public List<String> warnings(String name) {
            return scenario.warnings().stream().map(Warning::toString).toList();
        }

        @Override
        public Optional<String> refusal(EngineChoice engine) {
            return EngineFactory.refusal(engine, network());
        }

        @Override
        public Optional<String> tooLarge() {
            return new NetworkPlan(scenario).tooLarge();
        }

        @Override
        public List<String> fullRecord() {
            return List.of("record.spikes=all", "record.synapses=true");
        }

        @Override
        public RunSummary summary(Terminal terminal, RunOutcome outcome) {
            return new NetworkSummary(terminal, scenario, outcome);
        }
    }

    /** Of phased learning. */
    record OfPhases(LoadedPhased scenario) implements Told {
        @Override
        public long units() {
            return scenario.model().opportunities();
        }

        @Override
        public long units(long steps) {
            return steps;
        }

        @Override
        public String reached(long steps) {
            return Text.count(steps) + " of " + Text.count(units()) + " learning opportunities";
        }

        @Override
        public List<String> warnings(String name) {
            return List.of();
        }

        @Override
        public List<String> fullRecord() {
            return List.of("record.spikes=all", "record.losses=all", "record.weights=all", "record.updates=all");
        }

        @Override
        public RunSummary summary(Terminal terminal, RunOutcome outcome) {
            return new PhasedSummary(terminal, scenario, outcome);
        }
    }
}
