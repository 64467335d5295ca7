package io.dopaflow.simulator.cluster;

import akka.actor.typed.ActorRef;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunFailedException.Origin;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.population.spiking.Exchange;
import io.dopaflow.simulator.population.spiking.NetworkPart;
import io.dopaflow.simulator.population.spiking.PartExtent;
import io.dopaflow.simulator.population.spiking.PartState;
import io.dopaflow.simulator.population.spiking.WindowSpikes;
import io.dopaflow.simulator.population.spiking.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Executes a part of a network in a thread of its own, and swaps spikes with the others. */
final class PartRun implements Runnable, Exchange {
    private final ToPart.Begin begin;
    private final NodeLoad load;
    private final List<ActorRef<Outbox.Message<Swap>>> outboxes;
    private final List<BlockingQueue<Swap>> heard = new ArrayList<>();
    private final boolean[] hasHeard;
    private final Consumer<FromPart> coordinator;
    private final RunCounters counters = new RunCounters();
    private final Cancellation cancellation = new Cancellation();
    private final PartRecorder recorder;
    private @Nullable Thread thread;
    private boolean stopped;

    /**
     * Not begun yet.
     *
     * @param outboxes to all parts
     * @param coordinator takes what the part tells; may wait
     */
    PartRun(
            ToPart.Begin begin,
            NodeLoad load,
            List<ActorRef<Outbox.Message<Swap>>> outboxes,
            Consumer<FromPart> coordinator) {
        this.begin = begin;
        this.load = load;
        this.outboxes = outboxes;
        this.coordinator = coordinator;
        this.hasHeard = new boolean[outboxes.size()];
        this.recorder = new PartRecorder(counters, coordinator);
        outboxes.forEach(other -> heard.add(new LinkedBlockingQueue<>()));
    }

    RunCounters counters() {
        return counters;
    }

    /** Takes what another part sends. */
    Inbox.Taker<Swap> from(int part) {
        return (message, receipt) -> {
            synchronized (hasHeard) {
                hasHeard[part] = true;
            }
            heard.get(part).add(message);
            receipt.run();
        };
    }

    /** Whether another part has sent something: then it knows where to. */
    boolean hasHeard(int part) {
        synchronized (hasHeard) {
            return hasHeard[part];
        }
    }

    /** The coordinator wishes for something. */
    void want(Wish wish) {
        if (wish == Wish.STOP) {
            cancellation.request();
        } else {
            recorder.want(wish);
        }
    }

    /** It is of no use any more. */
    synchronized void stop() {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private synchronized boolean start() {
        thread = Thread.currentThread();
        return !stopped;
    }

    private synchronized void end() {
        thread = null;
    }

    @Override
    @SuppressWarnings("CatchingUnchecked")
    public void run() {
        try {
            if (start()) {
                execute();
            }
        } catch (InterruptedException e) {
            // Whoever interrupted it knows.
        } catch (RunFailedException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            coordinator.accept(
                    new FromPart.Failed(e.origin(), e.culprit(), e.when(), RunFailedException.describe(cause)));
        } catch (Work.RefusedException e) {
            coordinator.accept(failed(String.valueOf(e.getMessage())));
        } catch (Throwable e) {
            coordinator.accept(failed(RunFailedException.describe(e)));
        } finally {
            end();
        }
    }

    private FromPart failed(String reason) {
        return new FromPart.Failed(Origin.SURROUNDINGS, "the node at " + load.address(), "as it started", reason);
    }

    private void execute() throws RunFailedException, InterruptedException, Work.RefusedException {
        Work.Network network = load.network(begin.definition());
        SpikingSimulation simulation =
                new SpikingSimulation(network.network(), network.plan(), recorder, begin.start(), begin.untilPs());
        RunRequest request = new RunRequest(simulation, cancellation, recorder, counters, recorder);
        RunResult result = NetworkPart.run(request, begin.shards().get(begin.part()), load.cores(), this);
        PartState end = PartState.of(result.end());
        recorder.flush(end.timePs());
        coordinator.accept(new FromPart.Ended(end, result.cancelled()));
    }

    @Override
    public List<PartExtent> meet(PartExtent own) throws InterruptedException {
        return swap(own, new Swap.Extent(own), other -> ((Swap.Extent) other).extent());
    }

    @Override
    public List<WindowSpikes> swap(WindowSpikes own) throws InterruptedException {
        return swap(own, Swap.Spikes.of(own), other -> ((Swap.Spikes) other).window());
    }

    private <T> List<T> swap(T own, Swap message, Function<Swap, T> content) throws InterruptedException {
        for (int part = 0; part < outboxes.size(); part++) {
            if (part != begin.part()) {
                outboxes.get(part).tell(new Outbox.Put<>(message));
            }
        }
        List<T> all = new ArrayList<>();
        for (int part = 0; part < outboxes.size(); part++) {
            all.add(part == begin.part() ? own : content.apply(heard.get(part).take()));
        }
        return all;
    }
}
