package io.dopaflow.simulator.cluster;

import akka.actor.typed.ActorRef;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunFailedException.Origin;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.population.spiking.PartState;
import io.dopaflow.simulator.population.spiking.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A stretch of a run, up to its end or the next rewiring: tried again from the last state that all parts have told as often as a node is lost. */
final class StretchRun {
    private static final long POLL_MILLISECONDS = 100;

    private final Membership membership;
    private final byte[] definition;
    private final NodeListener listener;
    private final RecordJoin records;
    private final RunRequest request;
    private final SpikingSimulation simulation;
    private SpikingState last;
    private long counted;
    private long countedEvents;

    private sealed interface Event {
        record Begun(List<String> nodes) implements Event {}

        record Told(int part, FromPart report, Runnable receipt) implements Event {}

        record Lost(String node) implements Event {}
    }

    private static final class Events implements RunActor.Heard {
        private final BlockingQueue<Event> queue = new LinkedBlockingQueue<>();

        @Override
        public void begun(List<String> nodes) {
            queue.add(new Event.Begun(nodes));
        }

        @Override
        public void told(int part, FromPart report, Runnable receipt) {
            queue.add(new Event.Told(part, report, receipt));
        }

        @Override
        public void lost(String node) {
            queue.add(new Event.Lost(node));
        }
    }

    StretchRun(
            Membership membership, byte[] definition, NodeListener listener, RecordJoin records, RunRequest request) {
        this.membership = membership;
        this.definition = definition;
        this.listener = listener;
        this.records = records;
        this.request = request;
        this.simulation = (SpikingSimulation) request.simulation();
        this.last = simulation.start();
    }

    RunResult toTheEnd() throws RunFailedException, InterruptedException {
        while (true) {
            Optional<RunResult> result = attempt();
            if (result.isPresent()) {
                return result.get();
            }
        }
    }

    private String when() {
        return "after " + VirtualTime.toMilliseconds(Math.max(0, records.handedPs())) + " ms";
    }

    /** The result; nothing if a node, or all of them, were lost. */
    private Optional<RunResult> attempt() throws RunFailedException, InterruptedException {
        String name = "run-" + UUID.randomUUID();
        Events events = new Events();
        RunActor.Stretch stretch = new RunActor.Stretch(definition, simulation.network(), last, simulation.untilPs());
        NodeSystem system = membership.joined().system();
        ActorRef<RunActor.Message> actor;
        try {
            actor = system.spawn(RunActor.create(name, stretch, system::reachableWorkers, events), name);
        } catch (ClusterException e) {
            throw new RunFailedException(Origin.SURROUNDINGS, "cluster", when(), e);
        }
        try {
            return new Attempt(actor, events.queue).toTheEnd();
        } catch (RuntimeException e) {
            // Of those that hear of the run: the recorder, the progress, the checkpoints.
            throw new RunFailedException(Origin.SURROUNDINGS, "cluster engine", when(), e);
        } finally {
            actor.tell(new RunActor.Close());
        }
    }

    /** One try. */
    private final class Attempt {
        private final ActorRef<RunActor.Message> actor;
        private final BlockingQueue<Event> queue;
        private final List<PartState> states = new ArrayList<>();
        private final List<PartState> ends = new ArrayList<>();
        private int parts;
        private long spikesBefore;
        private long eventsBefore;
        private boolean begun;
        private boolean stopping;
        private boolean asked;

        Attempt(ActorRef<RunActor.Message> actor, BlockingQueue<Event> queue) {
            this.actor = actor;
            this.queue = queue;
        }

        Optional<RunResult> toTheEnd() throws RunFailedException, InterruptedException {
            while (true) {
                if (membership.hasMoved()) {
                    return Optional.empty();
                }
                if (request.cancellation().isRequested() && !begun) {
                    return Optional.of(new RunResult(last, true));
                }
                wish();
                Event event = queue.poll(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
                if (event instanceof Event.Begun now) {
                    begin(now.nodes());
                } else if (event instanceof Event.Lost lost) {
                    listener.onEvent("lost the node at " + lost.node() + "; goes on from "
                            + VirtualTime.toMilliseconds(last.timePs()) + " ms with the others");
                    return Optional.empty();
                } else if (event instanceof Event.Told told) {
                    Optional<RunResult> end = hear(told);
                    told.receipt().run();
                    if (end.isPresent()) {
                        return end;
                    }
                }
            }
        }

        private void begin(List<String> nodes) {
            begun = true;
            parts = nodes.size();
            spikesBefore = last.spikes() - simulation.start().spikes();
            eventsBefore = last.synapticEvents() - simulation.start().synapticEvents();
            records.begin(parts);
            listener.onEvent("the network runs on " + String.join(", ", nodes));
        }

        /** Asks for what the caller wishes. */
        private void wish() {
            if (request.cancellation().isRequested() && !stopping) {
                stopping = true;
                actor.tell(new RunActor.Want(Wish.STOP));
            }
            if (begun && !asked && request.checkpoints().isDue()) {
                asked = true;
                actor.tell(new RunActor.Want(Wish.CHECKPOINT));
            }
        }

        private Optional<RunResult> hear(Event.Told told) throws RunFailedException {
            FromPart report = told.report();
            if (report instanceof FromPart.Records some) {
                records.add(told.part(), some);
                count();
            } else if (report instanceof FromPart.State state) {
                states.add(state.state());
                if (states.size() == parts) {
                    last = PartState.join(simulation.network(), states);
                    states.clear();
                    asked = false;
                    request.checkpoints().take(last);
                }
            } else if (report instanceof FromPart.Failed failure) {
                throw new RunFailedException(
                        failure.origin(),
                        failure.culprit(),
                        failure.when(),
                        new IllegalStateException(failure.reason()));
            } else if (report instanceof FromPart.Ended ended) {
                ends.add(ended.state());
                if (ends.size() == parts) {
                    return Optional.of(new RunResult(PartState.join(simulation.network(), ends), ended.cancelled()));
                }
            }
            return Optional.empty();
        }

        private void count() {
            long spikes = spikesBefore + records.spikeCount();
            long events = eventsBefore + records.synapticEvents();
            request.counters().addSpikes(Math.toIntExact(Math.max(0, spikes - counted)));
            request.counters().addSynapticEvents(Math.toIntExact(Math.max(0, events - countedEvents)));
            counted = Math.max(counted, spikes);
            countedEvents = Math.max(countedEvents, events);
            request.progress().onProgress(Math.max(0, records.handedPs()) / VirtualTime.PICOSECONDS_PER_MILLISECOND);
        }
    }
}
