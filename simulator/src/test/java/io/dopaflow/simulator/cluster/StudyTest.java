package io.dopaflow.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.simulator.engine.Cancellation;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A study on the nodes of a cluster has each result once, whatever happens to the nodes. */
@Timeout(300)
class StudyTest {
    private static final byte[] DEFINITION = {1, 2, 3};

    /** Nodes that can do one study, whatever its definition. */
    private static Work work(Work.Study study) {
        return new OnlyStudies() {
            @Override
            public Study study(byte[] definition) {
                return study;
            }
        };
    }

    private static Work refusing(String reason) {
        return new OnlyStudies() {
            @Override
            public Study study(byte[] definition) throws RefusedException {
                throw new RefusedException(reason);
            }
        };
    }

    private abstract static class OnlyStudies implements Work {
        @Override
        public Network network(byte[] definition) throws RefusedException {
            throw new RefusedException("no networks here");
        }
    }

    /** Keeps what it is given, and fails if it is given something twice. */
    private static class Results implements JobTaker {
        final Map<Integer, String> all = new ConcurrentHashMap<>();
        volatile NodeCounts sum = NodeCounts.NONE;

        @Override
        public void done(int job, String result) {
            assertThat(all.put(job, result)).as("result of %s", job).isNull();
        }

        @Override
        public void counted(NodeCounts now) {
            sum = now;
        }
    }

    private static List<Integer> jobs(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static Map<Integer, String> expected(Collection<Integer> jobs, String prefix) {
        return jobs.stream().collect(Collectors.toMap(job -> job, job -> prefix + job, (one, other) -> one));
    }

    private static Results make(Coordinator coordinator, List<Integer> jobs) throws Exception {
        Results results = new Results();
        coordinator.make(DEFINITION, jobs, results, new Cancellation());
        return results;
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(Nodes.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 3", "2, 2", "4, 1"})
    void eachJob_isDoneOnce(int count, int cores) throws Exception {
        Work.Study study = (job, cancellation, counters) -> {
            counters.addSpikes(job);
            return "result of " + job;
        };
        try (Nodes nodes = new Nodes(work(study))) {
            for (int i = 0; i < count; i++) {
                nodes.start(cores);
            }
            Coordinator coordinator = nodes.coordinate();
            List<Integer> jobs = List.of(5, 3, 8, 100, 0, 3, 7, 21, 22, 23, 24, 25, -1);
            assertThat(make(coordinator, jobs).all).isEqualTo(expected(jobs, "result of "));
            assertThat(make(coordinator, List.of()).all).isEmpty();
            assertThat(make(coordinator, jobs(20)).all).isEqualTo(expected(jobs(20), "result of "));
        }
    }

    /** Each holds on until the others have begun too. */
    @Test
    void allCoresOfAllNodes_workAtOnce_andAreCounted() throws Exception {
        CountDownLatch allBusy = new CountDownLatch(5);
        CountDownLatch seen = new CountDownLatch(1);
        Work.Study study = (job, cancellation, counters) -> {
            allBusy.countDown();
            await(allBusy);
            await(seen);
            counters.addSpikes(10);
            return "";
        };
        try (Nodes nodes = new Nodes(work(study))) {
            nodes.start(2);
            nodes.start(3);
            Coordinator coordinator = nodes.coordinate();
            CompletableFuture<Results> made = async(coordinator, jobs(40));
            await(allBusy);
            Nodes.patiently()
                    .untilAsserted(() -> assertThat(coordinator.nodes())
                            .extracting(status -> status.doing().replaceFirst("127.0.0.1:\\d+", "it"))
                            .containsExactlyInAnyOrder("2 x member for it", "3 x member for it"));
            seen.countDown();
            assertThat(made.get().all).hasSize(40);
            Nodes.patiently().untilAsserted(() -> {
                List<NodeStatus> idle = coordinator.nodes();
                assertThat(idle).extracting(NodeStatus::doing).containsExactly("nothing", "nothing");
                NodeCounts sum = idle.stream().map(NodeStatus::counts).reduce(NodeCounts.NONE, NodeCounts::plus);
                assertThat(sum).isEqualTo(new NodeCounts(40, 0, 400, 0));
            });
        }
    }

    private static CompletableFuture<Results> async(Coordinator coordinator, List<Integer> jobs) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return make(coordinator, jobs);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The first node has none of the jobs done before both cores of the other have one, which then leaves. */
    @Test
    void jobsOfANodeThatLeaves_areDoneByOthers() throws Exception {
        CountDownLatch busy = new CountDownLatch(2);
        Work.Study never = (job, cancellation, counters) -> {
            busy.countDown();
            new CountDownLatch(1).await();
            return "never";
        };
        Work.Study stays = (job, cancellation, counters) -> {
            await(busy);
            return "result of " + job;
        };
        try (Nodes nodes = new Nodes(work(stays))) {
            nodes.start(1);
            WorkerNode leaves = nodes.start(2, work(never));
            CompletableFuture<Results> made = async(nodes.coordinate(), jobs(40));
            await(busy);
            leaves.close();
            assertThat(made.get().all).isEqualTo(expected(jobs(40), "result of "));
        }
    }

    /** The only node at first waits for one that comes later. */
    @Test
    void nodeThatComesLater_helps() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch helped = new CountDownLatch(3);
        Work.Study first = (job, cancellation, counters) -> {
            busy.countDown();
            await(helped);
            return "result of " + job;
        };
        Work.Study later = (job, cancellation, counters) -> {
            helped.countDown();
            return "result of " + job;
        };
        try (Nodes nodes = new Nodes(work(first))) {
            nodes.start(1);
            CompletableFuture<Results> made = async(nodes.coordinate(), jobs(12));
            await(busy);
            nodes.start(1, work(later));
            assertThat(made.get().all).isEqualTo(expected(jobs(12), "result of "));
            assertThat(helped.getCount()).isZero();
        }
    }

    @Test
    void cancelledStudy_endsAndItsNodesAreFree() throws Exception {
        CountDownLatch busy = new CountDownLatch(2);
        CountDownLatch cancelled = new CountDownLatch(2);
        Work.Study study = (job, cancellation, counters) -> {
            if (job < 2) {
                return "quick";
            }
            busy.countDown();
            while (!cancellation.isRequested()) {
                Thread.sleep(5);
            }
            cancelled.countDown();
            return "too late";
        };
        try (Nodes nodes = new Nodes(work(study))) {
            nodes.start(2);
            Coordinator coordinator = nodes.coordinate();
            Cancellation cancellation = new Cancellation();
            Results results = new Results();
            CompletableFuture.runAsync(() -> {
                try {
                    await(busy);
                    Nodes.patiently().until(() -> results.all.size() == 2);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                } finally {
                    cancellation.request();
                }
            });
            coordinator.make(DEFINITION, jobs(100), results, cancellation);
            assertThat(results.all).isEqualTo(Map.of(0, "quick", 1, "quick"));
            await(cancelled);
            assertThat(make(coordinator, jobs(2)).all).hasSize(2);
        }
    }

    @Test
    void largeDefinition_arrivesAsItWas() throws Exception {
        byte[] large = new byte[3_000_001];
        new Random(1).nextBytes(large);
        Set<Boolean> isSame = ConcurrentHashMap.newKeySet();
        Work work = new OnlyStudies() {
            @Override
            public Study study(byte[] definition) {
                isSame.add(Arrays.equals(definition, large));
                return (job, cancellation, counters) -> "x".repeat(100_000);
            }
        };
        try (Nodes nodes = new Nodes(work)) {
            nodes.start(1);
            nodes.start(1);
            Results results = new Results();
            nodes.coordinate().make(large, jobs(8), results, new Cancellation());
            assertThat(results.all)
                    .hasSize(8)
                    .allSatisfy((job, text) -> assertThat(text).hasSize(100_000));
            assertThat(isSame).containsExactly(true);
        }
    }

    /** The node that can do it has none of the jobs done before it is told that the other cannot. */
    @Test
    void studyThatOneNodeRefuses_isDoneByTheOther_andTold() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        Work.Study able = (job, cancellation, counters) -> {
            await(told);
            return "result of " + job;
        };
        try (Nodes nodes = new Nodes(work(able))) {
            nodes.start(1);
            WorkerNode unable = nodes.start(3, refusing("it has no such model"));
            CompletableFuture<Results> made = async(nodes.coordinate(), jobs(10));
            Nodes.patiently()
                    .untilAsserted(() -> assertThat(nodes.events())
                            .anyMatch(event ->
                                    event.contains(unable.address() + " cannot do this: it has no such model")));
            told.countDown();
            assertThat(made.get().all).isEqualTo(expected(jobs(10), "result of "));
        }
    }

    @Test
    void studyThatAllNodesRefuse_fails() throws Exception {
        try (Nodes nodes = new Nodes(refusing("it has no such model"))) {
            nodes.start(1);
            nodes.start(2);
            Coordinator coordinator = nodes.coordinate();
            nodes.awaitKnown(coordinator, 2);
            assertThatThrownBy(() -> make(coordinator, jobs(10)))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("cannot do this: it has no such model");
        }
    }

    /** The node that would do it leaves, and one is left that cannot. */
    @Test
    void studyThatTheLastNodeRefuses_fails() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        Work.Study never = (job, cancellation, counters) -> {
            busy.countDown();
            new CountDownLatch(1).await();
            return "never";
        };
        try (Nodes nodes = new Nodes(refusing("it has no such model"))) {
            nodes.start(1);
            WorkerNode leaves = nodes.start(1, work(never));
            Coordinator coordinator = nodes.coordinate();
            nodes.awaitKnown(coordinator, 2);
            CompletableFuture<Results> made = async(coordinator, jobs(10));
            await(busy);
            leaves.close();
            assertThatThrownBy(made::get).hasMessageContaining("cannot do this: it has no such model");
        }
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "1, true"})
    void jobThatThrows_failsTheStudy(int count, boolean isError) throws Exception {
        Work.Study study = (job, cancellation, counters) -> {
            if (job == 3 && isError) {
                throw new StackOverflowError("too deep");
            }
            if (job == 3) {
                throw new IllegalStateException("a fault in job 3");
            }
            return "";
        };
        try (Nodes nodes = new Nodes(work(study))) {
            for (int i = 0; i < count; i++) {
                nodes.start(2);
            }
            Coordinator coordinator = nodes.coordinate();
            nodes.awaitKnown(coordinator, count);
            assertThatThrownBy(() -> make(coordinator, jobs(10)))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining(isError ? "too deep" : "a fault in job 3");
        }
    }

    /** A study that throws as it is opened is a fault of ours, and ends clearly too. */
    @Test
    void definitionThatBreaksTheNode_failsTheStudy() throws Exception {
        Work work = new OnlyStudies() {
            @Override
            public Study study(byte[] definition) {
                throw new IllegalArgumentException("no such byte");
            }
        };
        try (Nodes nodes = new Nodes(work)) {
            nodes.start(1);
            Coordinator coordinator = nodes.coordinate();
            assertThatThrownBy(() -> make(coordinator, jobs(10)))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("no such byte");
        }
    }

    @Test
    void takerThatThrows_endsTheStudy() throws Exception {
        try (Nodes nodes = new Nodes(work((job, cancellation, counters) -> ""))) {
            nodes.start(1);
            Coordinator coordinator = nodes.coordinate();
            JobTaker full = new Results() {
                @Override
                public void done(int job, String result) {
                    throw new IllegalStateException("the disk is full");
                }
            };
            assertThatThrownBy(() -> coordinator.make(DEFINITION, jobs(10), full, new Cancellation()))
                    .hasMessage("the disk is full");
            assertThat(make(coordinator, jobs(10)).all).hasSize(10);
        }
    }

    @Test
    void twoCoordinators_haveTheirOwnResults() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        Work work = new OnlyStudies() {
            @Override
            public Study study(byte[] definition) {
                return (job, cancellation, counters) -> {
                    if (job == 0) {
                        both.countDown();
                        await(both);
                    }
                    return definition[0] + " made " + job;
                };
            }
        };
        try (Nodes nodes = new Nodes(work)) {
            nodes.start(1);
            nodes.start(2);
            Coordinator one = nodes.coordinate();
            Coordinator other = nodes.coordinate();
            Results ofOne = new Results();
            CompletableFuture<Void> made = CompletableFuture.runAsync(() -> {
                try {
                    one.make(new byte[] {1}, jobs(30), ofOne, new Cancellation());
                } catch (ClusterException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            Results ofOther = new Results();
            other.make(new byte[] {2}, jobs(20), ofOther, new Cancellation());
            made.get();
            assertThat(ofOne.all).isEqualTo(expected(jobs(30), "1 made "));
            assertThat(ofOther.all).isEqualTo(expected(jobs(20), "2 made "));
        }
    }
}
