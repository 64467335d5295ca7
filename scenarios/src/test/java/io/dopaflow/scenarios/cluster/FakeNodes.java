package io.dopaflow.scenarios.cluster;

import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.simulator.cluster.ClusterException;
import io.dopaflow.simulator.cluster.JobTaker;
import io.dopaflow.simulator.cluster.NodeCounts;
import io.dopaflow.simulator.cluster.Work;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.RunCounters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two nodes in this process, which do jobs in any order and tell every result twice. */
final class FakeNodes implements ClusterCrew.Nodes {
    private static final int NODES = 2;

    /** Jobs that were done, in the order in which they were told first. */
    final List<Integer> told = Collections.synchronizedList(new ArrayList<>());

    private final EngineFactory engines;
    private final int lostAfter;
    private final RunCounters counters = new RunCounters();

    private FakeNodes(EngineFactory engines, int lostAfter) {
        this.engines = engines;
        this.lostAfter = lostAfter;
    }

    /** Nodes with these engines. */
    static FakeNodes with(EngineFactory engines) {
        return new FakeNodes(engines, Integer.MAX_VALUE);
    }

    /** Nodes that are lost when they have told so many results. */
    static FakeNodes lostAfter(int results) {
        return new FakeNodes(EngineFactory.standard(), results);
    }

    @Override
    public void make(byte[] definition, Collection<Integer> jobs, JobTaker taker, Cancellation cancellation)
            throws ClusterException, InterruptedException {
        List<Work.Study> studies = new ArrayList<>();
        try {
            for (int node = 0; node < NODES; node++) {
                studies.add(new ScenarioWork(engines).study(definition));
            }
        } catch (Work.RefusedException e) {
            throw new ClusterException(e.getMessage());
        }
        List<Integer> shuffled = new ArrayList<>(jobs);
        Collections.shuffle(shuffled, new Random(5));
        ExecutorService pool = Executors.newFixedThreadPool(NODES);
        try {
            List<Future<?>> open = new ArrayList<>();
            for (int job : shuffled) {
                Work.Study study = studies.get(open.size() % NODES);
                open.add(pool.submit(() -> {
                    String result = study.result(job, cancellation, counters);
                    tell(job, result, taker, cancellation);
                    return null;
                }));
            }
            for (Future<?> future : open) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdown();
        }
        if (told.size() >= lostAfter) {
            throw new ClusterException("the cluster was lost");
        }
    }

    private synchronized void tell(int job, String result, JobTaker taker, Cancellation cancellation) {
        if (cancellation.isRequested() || told.size() >= lostAfter) {
            return;
        }
        told.add(job);
        taker.counted(new NodeCounts(told.size(), counters.cycles(), counters.spikes(), counters.synapticEvents()));
        taker.done(job, result);
        taker.done(job, result);
    }
}
