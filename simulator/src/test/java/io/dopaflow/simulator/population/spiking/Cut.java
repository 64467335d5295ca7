package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.record.SimulationState;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.ProgressListener;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.spiking.NetworkParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A network in parts, each on threads of its own, that meet in memory. */
public final class Cut implements Engine {
    private final List<ShardRange> ranges;
    private final int threads;
    private final long seed;

    private Cut(List<ShardRange> ranges, int threads, long seed) {
        this.ranges = ranges;
        this.threads = threads;
        this.seed = seed;
    }

    /** Parts with so many shards each, on so many threads each. */
    public static Cut of(int threads, int... shards) {
        List<ShardRange> ranges = new ArrayList<>();
        int all = 0;
        for (int some : shards) {
            all += some;
        }
        int first = 0;
        for (int some : shards) {
            ranges.add(new ShardRange(first, some, all));
            first += some;
        }
        return new Cut(ranges, threads, all);
    }

    /** Two to five parts of one to three shards each. */
    public static Cut atRandom(long seed) {
        Random random = new Random(seed);
        int[] shards = random.ints(2 + random.nextInt(4), 1, 4).toArray();
        return new Cut(of(1, shards).ranges, 1 + random.nextInt(2), seed);
    }

    /** The shards of each part. */
    public List<ShardRange> ranges() {
        return ranges;
    }

    @Override
    public String name() {
        return "population";
    }

    @Override
    public RunResult run(RunRequest request) throws RunFailedException, InterruptedException {
        return NetworkParts.run(request, this::runJoined);
    }

    private RunResult runJoined(RunRequest request) throws RunFailedException, InterruptedException {
        SpikingNetwork network = ((SpikingSimulation) request.simulation()).network();
        Joined checkpoints = new Joined(network, request.checkpoints());
        List<RunRequest> requests = new ArrayList<>();
        requests.add(request.tellingStatesTo(checkpoints));
        while (requests.size() < ranges.size()) {
            requests.add(new RunRequest(
                    request.simulation(),
                    new Cancellation(),
                    ProgressListener.NONE,
                    request.counters(),
                    checkpoints.ofAnother()));
        }
        List<RunResult> results = runParts(requests);
        List<PartState> states =
                results.stream().map(result -> PartState.of(result.end())).toList();
        boolean cancelled = results.get(0).cancelled();
        if (results.stream().anyMatch(result -> result.cancelled() != cancelled)) {
            throw new IllegalStateException("some parts were cancelled, others not: " + results);
        }
        return new RunResult(PartState.join(network, states), cancelled);
    }

    /** Runs each part as it is asked to; when one fails the others are interrupted, and its failure is thrown. */
    public List<RunResult> runParts(List<RunRequest> requests) throws RunFailedException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(ranges.size(), task -> new Thread(task, "dopaflow-part"));
        CompletionService<RunResult> done = new ExecutorCompletionService<>(pool);
        MemoryExchange exchange = new MemoryExchange(ranges.size(), seed);
        try {
            List<Future<RunResult>> parts = new ArrayList<>();
            for (int i = 0; i < ranges.size(); i++) {
                int part = i;
                parts.add(done.submit(
                        () -> NetworkPart.run(requests.get(part), ranges.get(part), threads, exchange.of(part))));
            }
            for (int i = 0; i < ranges.size(); i++) {
                done.take().get();
            }
            List<RunResult> results = new ArrayList<>();
            for (Future<RunResult> part : parts) {
                results.add(part.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RunFailedException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
            if (!pool.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a part does not end");
            }
        }
    }

    /** Joins the states that parts tell of one time. */
    private final class Joined implements Checkpoints {
        private final SpikingNetwork network;
        private final Checkpoints port;
        private final List<PartState> told = new ArrayList<>();

        Joined(SpikingNetwork network, Checkpoints port) {
            this.network = network;
            this.port = port;
        }

        @Override
        public boolean isDue() {
            return port.isDue();
        }

        @Override
        public synchronized void take(SimulationState state) {
            told.add(PartState.of(state));
            if (told.size() == ranges.size()) {
                port.take(PartState.join(network, told));
                told.clear();
            }
        }

        /** Of a part that is not the first: nobody asks it. */
        Checkpoints ofAnother() {
            return new Checkpoints() {
                @Override
                public boolean isDue() {
                    throw new IllegalStateException("only the first part is asked");
                }

                @Override
                public void take(SimulationState state) {
                    Joined.this.take(state);
                }
            };
        }
    }
}
