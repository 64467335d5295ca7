package io.dopaflow.simulator.spiking;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.ExtensibleBehavior;
import akka.actor.typed.Signal;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.dopaflow.models.spiking.Afferents;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.simulator.actor.ActorEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

/** Bare actors wired as the cells of a network: each tells all its targets once a window, when it has heard from all its sources. */
final class BareCells {
    private BareCells() {}

    /** What a cell is told; a negative window starts it. */
    private record Told(long window) {}

    private static final class BareCell extends ExtensibleBehavior<Told> {
        private static final int AHEAD = 64;

        private final List<ActorRef<Told>> targets = new ArrayList<>();
        private final int[] heard = new int[AHEAD];
        private final long last;
        private final CountDownLatch running;
        private int sources;
        private long window;

        BareCell(long last, CountDownLatch running) {
            this.last = last;
            this.running = running;
        }

        @Override
        public Behavior<Told> receive(TypedActorContext<Told> context, Told told) {
            if (told.window >= 0) {
                heard[(int) (told.window % AHEAD)]++;
            }
            while (window <= last && hasHeard(window - 1)) {
                Told mine = new Told(window);
                targets.forEach(target -> target.tell(mine));
                if (window++ == last) {
                    running.countDown();
                }
            }
            return this;
        }

        private boolean hasHeard(long before) {
            if (before < 0) {
                return true;
            }
            boolean all = heard[(int) (before % AHEAD)] == sources;
            if (all) {
                heard[(int) (before % AHEAD)] = 0;
            }
            return all;
        }

        @Override
        public Behavior<Told> receiveSignal(TypedActorContext<Told> context, Signal signal) {
            return this;
        }
    }

    /**
     * Sends the messages of a network.
     *
     * @param last the number of the last window
     * @return messages a second
     */
    static double rate(SpikingNetwork network, long last, int threads) throws Exception {
        CountDownLatch running = new CountDownLatch(network.cells());
        List<BareCell> cells = new ArrayList<>();
        List<ActorRef<Told>> actors = new ArrayList<>();
        CountDownLatch started = new CountDownLatch(1);
        ActorSystem<Told> system = ActorSystem.create(
                Behaviors.<Told>setup(context -> {
                    for (int i = 0; i < network.cells(); i++) {
                        cells.add(new BareCell(last, running));
                        actors.add(context.spawn(cells.get(i), "cell-" + i));
                    }
                    started.countDown();
                    return Behaviors.receiveMessage(told -> {
                        actors.forEach(actor -> actor.tell(told));
                        return Behaviors.same();
                    });
                }),
                "bare",
                ActorEngine.configuration(threads));
        started.await();
        long messages = (last + 1) * wire(network, cells, actors);
        long start = System.nanoTime();
        system.tell(new Told(-1));
        running.await();
        double seconds = (System.nanoTime() - start) * 1e-9;
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get();
        return messages / seconds;
    }

    /** Messages of a window. */
    private static long wire(SpikingNetwork network, List<BareCell> cells, List<ActorRef<Told>> actors) {
        List<Set<Integer>> sources = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            sources.add(new TreeSet<>());
        }
        for (Projection projection : network.projections()) {
            int targets = network.groups().get(projection.to()).size();
            Afferents afferents = Afferents.of(network, projection, 0, targets);
            for (int t = 0; t < targets; t++) {
                for (int i = afferents.incoming().from(t);
                        i < afferents.incoming().to(t);
                        i++) {
                    sources.get(network.first(projection.to()) + t)
                            .add(network.first(projection.from())
                                    + afferents.incoming().source(i));
                }
            }
        }
        long messages = 0;
        for (int cell = 0; cell < cells.size(); cell++) {
            cells.get(cell).sources = sources.get(cell).size();
            messages += sources.get(cell).size();
            for (int source : sources.get(cell)) {
                cells.get(source).targets.add(actors.get(cell));
            }
        }
        return messages;
    }
}
