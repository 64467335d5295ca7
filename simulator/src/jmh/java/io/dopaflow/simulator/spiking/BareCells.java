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
import io.dopaflow.models.spiking.connection.Incoming;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.reward.Released;
import io.dopaflow.simulator.actor.ActorEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

/**
 * Bare actors wired as those of a network, cells, synapses that learn and modulators: each tells all its targets once a window, when it has heard from all its
 * sources.
 */
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
        List<Set<Integer>> sources = sources(network);
        CountDownLatch running = new CountDownLatch(sources.size());
        List<BareCell> cells = new ArrayList<>();
        List<ActorRef<Told>> actors = new ArrayList<>();
        CountDownLatch started = new CountDownLatch(1);
        ActorSystem<Told> system = ActorSystem.create(
                Behaviors.<Told>setup(context -> {
                    for (int i = 0; i < sources.size(); i++) {
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
        long messages = (last + 1) * wire(sources, cells, actors);
        long start = System.nanoTime();
        system.tell(new Told(-1));
        running.await();
        double seconds = (System.nanoTime() - start) * 1e-9;
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get();
        return messages / seconds;
    }

    /** Whom each actor hears: cells, then synapses that learn, then modulators. */
    private static List<Set<Integer>> sources(SpikingNetwork network) {
        List<Set<Integer>> sources = new ArrayList<>();
        for (int i = 0; i < network.cells(); i++) {
            sources.add(new TreeSet<>());
        }
        List<List<Integer>> listeners = new ArrayList<>();
        network.modulators().forEach(modulator -> listeners.add(new ArrayList<>()));
        for (Projection projection : network.projections()) {
            Optional<Plasticity> plasticity = projection.model().plasticity();
            int targets = network.groups().get(projection.to()).size();
            Incoming incoming = Afferents.of(network, projection, 0, targets).incoming();
            for (int t = 0; t < targets; t++) {
                int post = network.first(projection.to()) + t;
                for (int i = incoming.from(t); i < incoming.to(t); i++) {
                    int pre = network.first(projection.from()) + incoming.source(i);
                    if (plasticity.isPresent()) {
                        int synapse = sources.size();
                        sources.add(new TreeSet<>(pre == post ? Set.of(pre) : Set.of(pre, post)));
                        sources.get(post).add(synapse);
                        plasticity
                                .get()
                                .eligibility()
                                .ifPresent(learning ->
                                        listeners.get(learning.modulator()).add(synapse));
                    } else {
                        sources.get(post).add(pre);
                    }
                }
            }
        }
        for (int m = 0; m < listeners.size(); m++) {
            Released released = new Released(
                    network.modulators().get(m),
                    network.streams(),
                    m,
                    network.time().unitPs());
            Set<Integer> heard = new TreeSet<>();
            for (int cell = 0; cell < network.cells(); cell++) {
                if (released.hears(network.groupOf(cell))) {
                    heard.add(cell);
                }
            }
            int modulator = sources.size();
            listeners.get(m).forEach(synapse -> sources.get(synapse).add(modulator));
            sources.add(heard);
        }
        return sources;
    }

    /** Messages of a window. */
    private static long wire(List<Set<Integer>> sources, List<BareCell> cells, List<ActorRef<Told>> actors) {
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
