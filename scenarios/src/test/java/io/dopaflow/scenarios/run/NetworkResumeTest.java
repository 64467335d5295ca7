package io.dopaflow.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.load.ScenarioLoader;
import io.dopaflow.scenarios.load.ScenarioSource;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that is interrupted at any time ends as if it had not been, on either engine. */
class NetworkResumeTest {
    private static final String SCENARIO = """
            model: spiking-network
            name: cells
            seed: 5
            duration: 300 ms
            time: %s
            populations:
              jumps: {size: 20, neuron: {lif: {synapses: delta}}}
              currents: {size: 10, neuron: {lif: {synapses: exp, t_ref: 5 ms}}}
            sources:
              noise: {poisson: {rate: 8 kHz}, to: jumps, weight: 0.3 mV, delay: 1 ms}
              given: {spikes: {times: [5 ms, 150 ms]}, size: 2}
            projections:
              - {from: jumps, to: [jumps], connect: {indegree: 4, multapses: true}, weight: 0.2 mV, delay: 1.5 ms}
              - {from: jumps, to: [currents], connect: {indegree: 4, multapses: true}, weight: 200 pA, delay: 20 ms}
              - {from: given, to: [currents], connect: all-to-all, weight: 900 pA, delay: 2 ms}
            record:
              spikes: all
              states: {of: currents, neurons: 0..1, variables: [V_m], every: 1 ms}
            """;

    /** What it has when synapses learn: by the spikes of both sides, by rewards, and by resources. */
    private static final String LEARNING = """
              - {name: pairs, from: given, to: [jumps], connect: all-to-all, weight: 1 mV, delay: 3 ms, axonal: 1 ms,
                 synapse: {stdp: {lambda: 0.1, Wmax: 2 mV}, scaling: {target: 50 Hz, beta: 0.01}}}
              - {name: rewarded, from: jumps, to: [currents], connect: {indegree: 4}, weight: 200 pA, delay: 20 ms,
                 synapse: {dopamine-stdp: {A_plus: 20 pA, A_minus: 30 pA, modulator: dopamine, Wmax: 400 pA}, short-term: {}}}
            modulators: {dopamine: {from: currents, delay: 30 ms}}
            rewards:
              - {modulator: dopamine, sequence: {first: 'jumps[0]', second: 'jumps[1]', within: 50 ms}, delay: [20 ms, 60 ms], amount: 5}
            """;

    private static final String RECORD = "record:";
    private static final String RECORD_WEIGHTS =
            "  weights: [{of: pairs, every: 7 ms}, {of: rewarded, every: 10 ms}]\n  modulators: {dopamine: 5 ms}\n";

    @TempDir
    Path folder;

    /** With synapses that learn, and are replaced after each second, if the words for its time say so. */
    private static String text(String time) {
        if (time.startsWith("precise episodes ")) {
            return text(time.substring("precise ".length())).replace("time: {grid: 5 ms}", "time: precise");
        }
        if (time.startsWith("episodes")) {
            return EpisodeRunTest.SCENARIO
                    .replace("pause: 10 ms", "pause: 10 ms\n  state: " + time.substring("episodes ".length()))
                    .replace("score: {flow_time: 0.02 mV^2}", "reward-stdp: {flow_time: 0.02 mV^2}");
        }
        if (time.startsWith("rewired ")) {
            return text("learning " + time.substring("rewired ".length()))
                    .replace("duration: 300 ms", "duration: 2300 ms")
                    .replace("Wmax: 400 pA}", "Wmax: 400 pA}, rewiring: {every: 1 s, below: 200 pA, initial: 200 pA}");
        }
        return time.startsWith("learning ")
                ? SCENARIO.replace(RECORD, LEARNING + RECORD).formatted(time.substring("learning ".length()))
                        + RECORD_WEIGHTS
                : SCENARIO.formatted(time);
    }

    private static LoadedScenario scenario(String time) throws Exception {
        return ScenarioLoader.load(
                new ScenarioSource(text(time), "cells.yaml", Path.of("").toAbsolutePath()), List.of());
    }

    private static List<String> rows(Path run) {
        List<String> rows = new ArrayList<>();
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            reader.spikes(reader.everything(), (time, cell) -> rows.add(time + " " + cell));
            reader.states(
                    reader.everything(),
                    (time, cell, variable, value) -> rows.add(time + " " + cell + " " + variable + " " + value));
            reader.weights()
                    .each(
                            0,
                            Long.MAX_VALUE,
                            (time, synapse, weight, eligibility) ->
                                    rows.add(time + " " + synapse + " " + weight + " " + eligibility));
            reader.rewirings().each((time, synapse, pre) -> rows.add(time + " " + synapse + " from " + pre));
            reader.modulators().released((time, name, amount) -> rows.add(time + " " + name + " " + amount));
            reader.modulators().concentrations((time, name, value) -> rows.add(time + " " + name + " " + value));
        }
        return rows;
    }

    private RunOutcome whole(String time) throws Exception {
        try (ScenarioRun run =
                ScenarioRun.start(scenario(time), RunOptions.defaults().into(folder.resolve("whole")))) {
            return run.await();
        }
    }

    /** Ends it after a time, in ms. */
    private Path cancelled(String time, long after) throws Exception {
        Path path = folder.resolve("parts");
        ScenarioRun[] run = new ScenarioRun[1];
        RunOptions options =
                RunOptions.defaults().into(path).but(parts -> parts.listener = cancellingAfter(run, after));
        run[0] = ScenarioRun.start(scenario(time), options);
        try (ScenarioRun started = run[0]) {
            assertThat(started.await().status()).isEqualTo(RunStatus.CANCELLED);
        }
        return path;
    }

    /** Ends the run when it has come so far, in ms. */
    static RunListener cancellingAfter(ScenarioRun[] run, long after) {
        return new RunListener() {
            @Override
            public void onProgress(long done, long planned) {
                while (run[0] == null) {
                    Thread.onSpinWait();
                }
                if (done >= after) {
                    run[0].cancel();
                }
            }
        };
    }

    /** R19: in mid-refractory, with spikes and rewards under way and trains at any place; twice, on one engine and then the other. */
    @ParameterizedTest
    @CsvSource({
        "{grid: 0.1 ms}, 7",
        "{grid: 0.1 ms}, 151",
        "precise, 152",
        "learning {grid: 0.1 ms}, 7",
        "learning {grid: 0.1 ms}, 160",
        "learning precise, 155",
        "episodes reset, 212",
        "episodes carried-on, 325",
        "precise episodes reset, 209",
        "precise episodes carried-on, 331",
        "rewired {grid: 0.1 ms}, 1500",
        "rewired precise, 980"
    })
    void interruptedRun_endsWithTheDigestAndRowsOfTheUnbrokenOne(String time, long after) throws Exception {
        RunOutcome expected = whole(time);
        Path path = cancelled(time, after);
        long first = resumeUntil(path, EngineChoice.ACTOR, after + 60);
        assertThat(first).isGreaterThan(after);
        try (ScenarioRun run =
                ScenarioRun.resume(ResumableRun.open(path), EngineChoice.POPULATION, RunOptions.defaults())) {
            RunOutcome outcome = run.await();
            assertThat(outcome.status()).isEqualTo(RunStatus.FINISHED);
            RunManifest manifest = outcome.manifest();
            assertThat(manifest.digest()).isEqualTo(expected.manifest().digest());
            assertThat(manifest.networkWork().spikes())
                    .isEqualTo(expected.manifest().networkWork().spikes());
            assertThat(manifest.networkWork().synapticEvents())
                    .isEqualTo(expected.manifest().networkWork().synapticEvents());
            assertThat(manifest.resumptions()).hasSize(2);
        }
        assertThat(rows(path)).isEqualTo(rows(folder.resolve("whole")));
    }

    private static long resumeUntil(Path path, EngineChoice engine, long until) throws Exception {
        ScenarioRun[] run = new ScenarioRun[1];
        run[0] = ScenarioRun.resume(
                ResumableRun.open(path),
                engine,
                RunOptions.defaults().but(parts -> parts.listener = cancellingAfter(run, until)));
        try (ScenarioRun resumed = run[0]) {
            RunOutcome outcome = resumed.await();
            assertThat(outcome.status()).isEqualTo(RunStatus.CANCELLED);
            return outcome.manifest().networkWork().donePs() / 1_000_000_000L;
        }
    }

    /** It counts the biological time from where the run goes on, and no learning cycles. */
    @Test
    void metersOfAResumedRun_standWhereItGoesOn() throws Exception {
        Path path = cancelled("precise", 150);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        List<Double> seconds = new ArrayList<>();
        List<String> meters = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void onProgress(long done, long planned) {
                seconds.add(registry.get("dopaflow.biological.seconds")
                        .functionCounter()
                        .count());
                registry.getMeters().forEach(meter -> meters.add(meter.getId().getName()));
            }
        };
        RunOptions options = RunOptions.defaults().but(parts -> {
            parts.listener = listener;
            parts.registry = Optional.of(registry);
        });
        try (ScenarioRun run = ScenarioRun.resume(ResumableRun.open(path), EngineChoice.POPULATION, options)) {
            run.await();
        }
        assertThat(seconds).isNotEmpty().allSatisfy(read -> assertThat(read).isBetween(0.15, 0.3));
        assertThat(meters).contains("dopaflow.spikes").doesNotContain("dopaflow.cycles");
    }

    @Test
    void changedScenario_isRefused() throws Exception {
        Path path = cancelled("precise", 50);
        Files.writeString(path.resolve("scenario.yaml"), SCENARIO.formatted("{grid: 0.1 ms}"));
        assertThatThrownBy(() -> ResumableRun.open(path)).hasMessageContaining("was changed since the run started");
    }
}
