package io.dopaflow.scenarios.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.scenarios.batch.BatchOptions;
import io.dopaflow.scenarios.batch.BatchOutcome;
import io.dopaflow.scenarios.batch.Crew;
import io.dopaflow.scenarios.batch.MemberResult;
import io.dopaflow.scenarios.load.phased.RuleCatalog;
import io.dopaflow.scenarios.run.BackgroundTask;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowRunTest {
    private static final List<String> SMALL = List.of(
            "task={data: iris, held_out: 0.2}",
            "network.hidden=[{size: 4, activation: sigmoid}]",
            "learning.epochs=3",
            "learning.batch=7");

    @TempDir
    Path folder;

    private static FollowPlan plan(String... rules) throws Exception {
        return FollowPlan.of(new FollowRequest(
                "digits-kolen-pollack",
                SMALL,
                List.of(rules),
                List.of(0, 2),
                List.of(Way.values()),
                OptionalInt.of(3),
                OptionalInt.of(4),
                OptionalLong.empty(),
                Optional.empty()));
    }

    private static List<Optional<Followed>> values(BatchOutcome<Followed> outcome) {
        return outcome.results().stream().map(MemberResult::value).toList();
    }

    /** Batches of 7 do not end with epochs of 120, so that a state between epochs has sums of updates. */
    @Test
    void resumed_isUninterrupted() throws Exception {
        FollowPlan plan = plan("kolen-pollack", "reinforce");
        BatchOptions one = BatchOptions.defaults().but(parts -> parts.crew = Crew.local(1));
        BatchOutcome<Followed> whole =
                FollowRun.start(plan, folder.resolve("whole"), false, one).await();
        CompletableFuture<BackgroundTask<?>> running = new CompletableFuture<>();
        BackgroundTask<BatchOutcome<Followed>> interrupted = FollowRun.start(
                plan,
                folder.resolve("parts"),
                false,
                one.but(parts -> parts.engines = new CancellingAtTheTwentieth(running)));
        running.complete(interrupted);
        BatchOutcome<Followed> part = interrupted.await();
        assertThat(part.cancelled()).isTrue();
        assertThat(part.results()).hasSizeBetween(1, 3);
        assertThat(folder.resolve("parts/follow.json")).content().contains("\"cancelled\"");
        BatchOutcome<Followed> resumed =
                FollowRun.start(plan, folder.resolve("parts"), false, one).await();
        assertThat(resumed.earlier()).isEqualTo(part.results().size());
        assertThat(values(resumed)).isEqualTo(values(whole)).allMatch(Optional::isPresent);
        assertThat(FollowedRow.of(plan, resumed)).isEqualTo(FollowedRow.of(plan, whole));
        assertThat(Files.readString(folder.resolve("parts/follow.yaml"))).contains("rules: [kolen-pollack, reinforce]");
    }

    /** Noise that only trains feedback, or only rounds weights, does not reach the updates of the network. */
    @ParameterizedTest
    @CsvSource({
        "backpropagation, false",
        "kolen-pollack, false",
        "weight-mirror, false",
        "equilibrium-propagation, false",
        "weight-perturbation, true",
        "node-perturbation, true",
        "reinforce, true"
    })
    void noise_isFoundWhereItReachesUpdates(String rule, boolean isNoisy) {
        assertThat(Noise.reachesUpdates(RuleCatalog.find(rule).orElseThrow().rule()))
                .isEqualTo(isNoisy);
    }

    @Test
    void digest_tellsWhatIsFollowedApart_andNotInWhichWords() throws Exception {
        assertThat(plan().digest()).isEqualTo(plan("kolen-pollack").digest());
        assertThat(plan().digest()).isNotEqualTo(plan("weight-mirror").digest());
    }

    /** Cancels what runs when an engine is asked for the 20th time: in the second run. */
    private record CancellingAtTheTwentieth(CompletableFuture<BackgroundTask<?>> running, AtomicInteger asked)
            implements EngineFactory {
        CancellingAtTheTwentieth(CompletableFuture<BackgroundTask<?>> running) {
            this(running, new AtomicInteger());
        }

        @Override
        public Chosen choose(EngineChoice choice, OptionalInt threads, LearningCycle model) {
            return EngineFactory.standard().choose(choice, threads, model);
        }

        @Override
        public Chosen choose(EngineChoice choice, OptionalInt threads, PhasedLearning model) {
            if (asked.incrementAndGet() == 20) {
                running.join().cancel();
            }
            return EngineFactory.super.choose(choice, threads, model);
        }
    }
}
