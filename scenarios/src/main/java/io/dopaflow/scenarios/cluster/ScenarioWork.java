package io.dopaflow.scenarios.cluster;

import io.dopaflow.analysis.theory.Theory;
import io.dopaflow.scenarios.batch.Batch;
import io.dopaflow.scenarios.batch.MemberRun;
import io.dopaflow.scenarios.batch.MemberText;
import io.dopaflow.scenarios.converge.EpisodeRun;
import io.dopaflow.scenarios.converge.EpisodeStudy;
import io.dopaflow.scenarios.converge.StudyPlan;
import io.dopaflow.scenarios.converge.StudyRun;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.ScenarioLoader;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.scenarios.sweep.Seeds;
import io.dopaflow.scenarios.sweep.SweepPlan;
import io.dopaflow.scenarios.sweep.SweepRun;
import io.dopaflow.simulator.cluster.Work;
import io.dopaflow.simulator.engine.RunFailedException;
import java.io.IOException;
import java.util.List;

/**
 * What a node of a cluster computes: runs of sweeps, replicates of studies, and networks. It reads no files, and loads a scenario only as it was
 * sent.
 *
 * @param engines makes the engines of runs and replicates
 */
public record ScenarioWork(EngineFactory engines) implements Work {

    /** Loads what was asked for; what is wrong with it here is refused. */
    @FunctionalInterface
    private interface Loading<T> {
        T of(Definition definition) throws IOException, InvalidScenarioException, RefusedException;
    }

    @Override
    public Study study(byte[] definition) throws RefusedException {
        return loaded(definition, this::study);
    }

    private Study study(Definition definition) throws InvalidScenarioException, RefusedException {
        if (definition.asked() instanceof Asked.Sweep sweep) {
            SweepPlan plan = SweepPlan.of(
                    definition.scenarios(), sweep.scenario(), sweep.assignments(), new Seeds(sweep.seeds()));
            return members(plan, definition, SweepRun.task(plan), sweep.engine());
        }
        if (definition.asked() instanceof Asked.Replicates replicates) {
            io.dopaflow.scenarios.converge.Study<?> study =
                    io.dopaflow.scenarios.converge.Study.of(definition.scenarios(), replicates.request());
            return study instanceof EpisodeStudy episodes
                    ? members(episodes, definition, EpisodeRun.task(episodes), replicates.engine())
                    : members(
                            (StudyPlan) study,
                            definition,
                            StudyRun.task((StudyPlan) study, Theory.STANDARD),
                            replicates.engine());
        }
        throw new RefusedException("a network was sent where a sweep or a study is allowed");
    }

    private <V> Study members(Batch<V> batch, Definition definition, MemberRun.Task<V> task, EngineChoice engine)
            throws RefusedException {
        requireEqual(definition.digest(), batch.digest(), "the " + batch.kind() + " " + batch.name());
        MemberText<V> text = MemberText.of(batch);
        MemberRun<V> runs = new MemberRun<>(task, engines, engine);
        return (job, cancellation, counters) ->
                runs.make(job, cancellation, counters).map(text::write).orElse("");
    }

    @Override
    public Network network(byte[] definition) throws RefusedException {
        return loaded(definition, ScenarioWork::network);
    }

    private static Network network(Definition definition) throws InvalidScenarioException, RefusedException {
        if (definition.asked() instanceof Asked.Network asked
                && ScenarioLoader.load(definition.scenarios().source(asked.scenario()), List.of())
                        instanceof LoadedNetwork network) {
            requireEqual(definition.digest(), Definition.digest(network), "the network " + asked.scenario());
            return new Network(network.network(), network.plan());
        }
        throw new RefusedException("something else was sent where a network that spikes freely is allowed");
    }

    private static <T> T loaded(byte[] definition, Loading<T> loading) throws RefusedException {
        try {
            return loading.of(Definition.read(definition));
        } catch (InvalidScenarioException e) {
            throw new RefusedException(
                    "the scenario cannot be loaded here: " + e.problems().get(0));
        } catch (IOException | RuntimeException e) {
            throw new RefusedException("what was sent cannot be used here: " + RunFailedException.describe(e));
        }
    }

    private static void requireEqual(String sent, String here, String what) throws RefusedException {
        if (!sent.equals(here)) {
            throw new RefusedException(what + " is another one here, with the digest " + here + " in place of " + sent
                    + "; allowed: nodes with the same version of Dopaflow on the same kind of operating system");
        }
    }
}
