package io.dopaflow.simulator.cluster;

/** Takes what nodes have done of a study. Called by one thread at a time. */
public interface JobTaker {

    /** A job has been done; each is told once. */
    void done(int job, String result);

    /** Now and then: what the nodes have counted of this study so far, results that are still to come included. */
    void counted(NodeCounts sum);
}
