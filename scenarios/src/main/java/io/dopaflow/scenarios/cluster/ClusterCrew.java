package io.dopaflow.scenarios.cluster;

import io.dopaflow.scenarios.batch.Crew;
import io.dopaflow.scenarios.batch.MemberText;
import io.dopaflow.simulator.cluster.ClusterException;
import io.dopaflow.simulator.cluster.JobTaker;
import io.dopaflow.simulator.cluster.NodeCounts;
import io.dopaflow.simulator.engine.Cancellation;
import java.util.Collection;

/** The nodes of a cluster make the runs of a batch. */
public final class ClusterCrew implements Crew {
    private final Nodes nodes;
    private final Definition definition;

    /**
     * A crew for one batch.
     *
     * @param nodes that make its runs
     * @param definition of the batch
     */
    public ClusterCrew(Nodes nodes, Definition definition) {
        this.nodes = nodes;
        this.definition = definition;
    }

    /** Those who do jobs; {@link io.dopaflow.simulator.cluster.Coordinator#make} has them done by nodes of a cluster. */
    @FunctionalInterface
    public interface Nodes {

        /**
         * Has jobs done, and returns when all are, or soon after cancellation.
         *
         * @param definition of what they belong to
         * @param jobs their numbers, in order
         * @param taker takes what was done
         * @throws ClusterException if the cluster is lost, or a node refuses them
         */
        void make(byte[] definition, Collection<Integer> jobs, JobTaker taker, Cancellation cancellation)
                throws ClusterException, InterruptedException;
    }

    @Override
    public <V> void make(Assignment<V> what) throws LostException, InterruptedException {
        MemberText<V> texts = MemberText.of(what.batch());
        JobTaker taker = new JobTaker() {
            @Override
            public void done(int job, String result) {
                what.taker().accept(texts.read(result));
            }

            @Override
            public void counted(NodeCounts sum) {
                what.counters()
                        .addCycles(Math.max(0, sum.cycles() - what.counters().cycles()));
            }
        };
        try {
            nodes.make(definition.bytes(), what.members(), taker, what.cancellation());
        } catch (ClusterException e) {
            throw new LostException(String.valueOf(e.getMessage()), e);
        }
    }
}
