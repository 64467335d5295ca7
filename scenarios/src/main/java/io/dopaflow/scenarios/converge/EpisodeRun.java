package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.episode.EpisodePrediction;
import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.scenarios.batch.BatchDirectory;
import io.dopaflow.scenarios.batch.BatchOptions;
import io.dopaflow.scenarios.batch.BatchRun;
import io.dopaflow.scenarios.batch.MemberEngine;
import io.dopaflow.scenarios.batch.MemberRun;
import io.dopaflow.scenarios.run.BackgroundTask;
import io.dopaflow.simulator.engine.RunFailedException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;

/** Makes the replicates of a study of networks in episodes. */
public final class EpisodeRun {

    private EpisodeRun() {}

    /**
     * Starts what a directory lacks of a study, in threads of its own.
     *
     * @param path of the directory
     * @param overwrite whether what is there is replaced
     * @throws io.dopaflow.analysis.store.FileException if there is something else, another process is writing it, or
     *     it cannot be written
     */
    public static BackgroundTask<EpisodeOutcome> start(
            EpisodeStudy study, Path path, boolean overwrite, BatchOptions options) {
        Predictions predictions = new Predictions(study);
        return BatchRun.start(
                BatchDirectory.open(path, study, overwrite),
                options,
                () -> new Task(study, predictions),
                replicates -> EpisodeOutcome.of(study, replicates, predictions));
    }

    /** Makes the replicates of a study, one by one. */
    public static MemberRun.Task<Double> task(EpisodeStudy study) {
        return new Task(study, new Predictions(study));
    }

    /** What the replicates of each curve are compared with: computed once, when it is first asked for. */
    static final class Predictions {
        private final EpisodeStudy study;
        private final Map<Integer, EpisodePrediction> of = new ConcurrentHashMap<>();

        Predictions(EpisodeStudy study) {
            this.study = study;
        }

        EpisodePrediction of(int curve) {
            return of.computeIfAbsent(curve, number -> {
                EpisodeStudy.Curve asked = study.curves().get(number);
                return EpisodePrediction.of(asked.episode(), asked.time(), asked.largest(), asked.seed());
            });
        }
    }

    /** Makes replicates, and keeps nothing of them but how far they ended from the flow. */
    private record Task(EpisodeStudy study, Predictions predictions) implements MemberRun.Task<Double> {
        private static final SpikingPlan NOTHING = new SpikingPlan(new BitSet(), List.of());

        @Override
        public Optional<Double> run(int member, MemberEngine engine) throws RunFailedException, InterruptedException {
            int point = study.point(member);
            SpikingNetwork network = study.at(point).replicate(member % study.replicates());
            return engine.run(network, NOTHING, SpikingRecorder.NONE)
                    .map(end -> predictions.of(study.curveOf(point)).distance(learnt(network, end)));
        }

        /** The weights that learn, in the order of the ids of their synapses. */
        private static double[] learnt(SpikingNetwork network, SpikingState end) {
            DoubleStream.Builder weights = DoubleStream.builder();
            List<Integer> changing = network.changing();
            for (int c = 0; c < changing.size(); c++) {
                if (network.projections().get(changing.get(c)).model().score().isPresent()) {
                    PlasticityState state = end.plasticity().get(c);
                    Arrays.stream(state.weights()).forEach(weights::add);
                }
            }
            return weights.build().toArray();
        }
    }
}
