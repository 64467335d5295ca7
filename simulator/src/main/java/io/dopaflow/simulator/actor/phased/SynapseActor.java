package io.dopaflow.simulator.actor.phased;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.Rewiring;
import io.dopaflow.models.phased.SettlingTiming;
import io.dopaflow.models.phased.SynapticMemory;
import io.dopaflow.models.phased.SynapticUpdate;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.simulator.actor.phased.Directions.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A synapse. It passes the spikes of each phase on, times its weight. One that learns evaluates its update when it has seen
 * all spikes of an opportunity and has heard what the postsynaptic unit knows and what is broadcast, and changes its weight
 * after the last of a batch.
 *
 * <p>A synapse whose weight is used in the other direction as well, by a feedback projection, is one actor with two
 * directions: it carries those spikes, too.
 *
 * <p>Where synapses are rewired after an opportunity, one that may be silent tells its weight then, and waits until it has been
 * told whether it works.
 *
 * <p>Messages may come in any order. What belongs to the next opportunity waits, so that spikes meet the changed weight; no
 * message can be further ahead than that, because the units do not end the next opportunity without this synapse.
 */
final class SynapseActor extends PhasedActor<SynapseActor.Message> {

    /** What a synapse is told. */
    sealed interface Message permits Spike, Known, Explained, Broadcasts, Rewired, Report {

        /** The learning opportunity that the message belongs to. */
        long opportunity();
    }

    /**
     * The presynaptic unit spikes.
     *
     * @param step of settling, from 0; 0 in other phases
     * @param isBack whether it goes back, in a phase that goes both ways
     */
    record Spike(long opportunity, int phase, int step, boolean isBack, double amplitude) implements Message {}

    /**
     * What the postsynaptic unit knows at the end of an opportunity; nobody changes it.
     *
     * @param values by slot of the circuit
     * @param courses what it sent while it settled, by phase and step; empty for phases whose timing nobody asks for
     */
    record Known(long opportunity, double[] values, double[][] courses) implements Message {}

    /**
     * What had arrived at the presynaptic unit up to the synapse's other direction.
     *
     * @param sum of the potential's jumps
     */
    record Explained(long opportunity, int phase, double sum) implements Message {}

    /** What is told to all synapses; nobody changes it. */
    record Broadcasts(long opportunity, double[] values) implements Message {}

    /** Whether the synapse works from the next opportunity on. */
    record Rewired(long opportunity, boolean works) implements Message {}

    /** The guardian wants to know what the synapse stores after the opportunity; the next one has not begun. */
    record Report(long opportunity, boolean isLast) implements Message {}

    /**
     * Where the spikes of a phase go that go one way.
     *
     * @param last the number of the last step
     */
    private record Route(ActorRef<UnitActor.Message> target, int slot, Direction direction, int last) {}

    private static final double[] NOTHING = {};

    private final Direction own;
    private final List<Direction> directions;
    private final int id;
    private final Optional<SynapticUpdate> update;
    private final boolean listens;
    private final @Nullable Route[] routes;
    private final double[] weights;
    private final SynapticChance chance;
    private final double[] pre;
    private final double[][] courses;
    private final int spikes;
    private final SynapticMemory memory;
    private final double[] kept;
    private final Optional<Rewiring> rewiring;
    private final int explanations;
    private final double[] explained;

    private double stored;
    private double sum;
    private int passed;
    private int told;
    private @Nullable Known known;
    private @Nullable Broadcasts broadcasts;
    private @Nullable Report report;
    private List<Message> early = new ArrayList<>();

    private SynapseActor(PhasedContext run, List<Direction> directions, Optional<SynapticUpdate> update) {
        super(run);
        Circuit circuit = run.circuit();
        this.own = directions.get(0);
        this.directions = directions;
        this.id = id(run, own);
        this.update = update;
        this.listens = update.filter(SynapticUpdate::usesBroadcasts).isPresent();
        this.routes = new Route[2 * circuit.phases()];
        this.weights = new double[routes.length];
        this.pre = new double[circuit.phases()];
        this.courses = Stage.courses(circuit);
        int count = 0;
        for (Direction direction : directions) {
            for (int phase : circuit.phasesThrough(direction.wiring())) {
                boolean isBack = circuit.back(phase) == direction.wiring();
                Route route = route(direction, phase, isBack);
                routes[way(phase, isBack)] = route;
                count += route.last() + 1;
            }
        }
        this.spikes = count;
        this.explained = new double[circuit.phases()];
        this.explanations = (int) directions.stream()
                .filter(direction -> direction.wiring() > 0 && own.wiring() == 0)
                .flatMapToInt(direction -> Arrays.stream(circuit.phasesThrough(direction.wiring())))
                .filter(circuit::isExplainedAsked)
                .count();
        this.chance = new SynapticChance(run.model(), own.wiring(), id, opportunity());
        this.memory = own.wiring() == 0 ? run.model().memory() : SynapticMemory.none();
        this.kept = Arrays.copyOfRange(run.start().memory(), id * memory.slots(), (id + 1) * memory.slots());
        this.rewiring = Optional.of(run.model().rewiring()).filter(none -> place() >= 0);
        this.sum = run.start().sums()[id];
        store(run.start().stored()[id]);
    }

    /**
     * A synapse.
     *
     * @param directions the one that learns first
     * @param update of that one; empty if it does not learn
     */
    static Behavior<Message> create(PhasedContext run, List<Direction> directions, Optional<SynapticUpdate> update) {
        return starting(
                run,
                () -> run.circuit().label(id(run, directions.get(0))),
                context -> new SynapseActor(run, directions, update));
    }

    private static int id(PhasedContext run, Direction direction) {
        return run.circuit().wirings().get(direction.wiring()).first() + direction.synapse();
    }

    /** Its place among those that may be silent; negative if it always works. */
    private int place() {
        return Arrays.binarySearch(run.circuit().sparse(), id);
    }

    private Route route(Direction direction, int phase, boolean isBack) {
        Circuit circuit = run.circuit();
        Wiring wiring = circuit.wirings().get(direction.wiring());
        int target = wiring.post(direction.synapse());
        int slot = Arrays.binarySearch(wiring.fanIn(target), direction.synapse());
        if (isBack) {
            slot += circuit.wirings().get(circuit.through(phase)).fanIn(target).length;
        }
        return new Route(run.actors().unit(target), slot, direction, Stage.lastStep(circuit.phase(phase)));
    }

    private static int way(int phase, boolean isBack) {
        return 2 * phase + (isBack ? 1 : 0);
    }

    @Override
    protected String label() {
        return run.circuit().label(id);
    }

    @Override
    protected void on(Message message) {
        if (message instanceof Report wanted) {
            report = wanted;
            tellIfWanted();
        } else if (message.opportunity() == opportunity() + 1) {
            early.add(message);
        } else {
            requireNow(message.opportunity(), message);
            take(message);
        }
    }

    private void take(Message message) {
        if (message instanceof Rewired told) {
            rewire(told.works());
            return;
        }
        if (message instanceof Spike spike) {
            pass(spike);
        } else if (message instanceof Known one) {
            known = one;
        } else if (message instanceof Broadcasts one) {
            broadcasts = one;
        } else if (message instanceof Explained one) {
            explained[one.phase()] = one.sum();
            told++;
        }
        if (passed == spikes
                && told == explanations
                && (update.isEmpty() || known != null)
                && (!listens || broadcasts != null)) {
            end();
        }
    }

    private void pass(Spike spike) {
        if (passed == 0) {
            begin();
        }
        int phase = spike.phase();
        int way = way(phase, spike.isBack());
        Route route = routes[way];
        if (route == null) {
            throw new IllegalStateException("no spike of phase " + phase + " comes through it");
        }
        passed++;
        if (spike.step() == route.last() && route.direction().equals(own)) {
            pre[phase] = spike.amplitude();
        }
        if (courses[phase].length > 0 && route.direction().equals(own)) {
            courses[phase][spike.step()] = spike.amplitude();
        }
        double weight = chance.added(phase, weights[way]);
        route.target()
                .tell(new UnitActor.Arrival(
                        opportunity(),
                        phase,
                        spike.step(),
                        route.slot(),
                        weight * spike.amplitude(),
                        spike.amplitude(),
                        chance.arrivalPs(phase)));
    }

    private void begin() {
        if (opportunity() == 0) {
            record(0, 0);
        }
        chance.draw();
    }

    /** Learns, and begins the next opportunity, at once or when it has been told whether it works. */
    private void end() {
        update.ifPresent(this::learn);
        if (memory.slots() > 0 && run.model().tasks().endsTask(opportunity())) {
            memory.endTask(stored, kept, 0);
        }
        if (rewiring.filter(plan -> plan.isDue(opportunity())).isPresent()) {
            run.actors().structure().tell(new StructureActor.Standing(opportunity(), place(), stored, works()));
        } else {
            goOn();
        }
    }

    private boolean works() {
        return kept[0] != 0;
    }

    private void rewire(boolean works) {
        if (works != works()) {
            kept[0] = works ? 1 : 0;
            sum = 0;
            store(0);
        }
        goOn();
    }

    private void goOn() {
        if (run.plan().weightsAfter(opportunity())) {
            record(run.model().endPs(opportunity()), opportunity() + 1);
        }
        passed = 0;
        told = 0;
        known = null;
        broadcasts = null;
        advance();
        tellIfWanted();
        List<Message> waiting = early;
        early = new ArrayList<>();
        waiting.forEach(this::on);
    }

    /** What it has of its own: what is by chance, the timing of what it saw while neurons settled, and what it was told. */
    private double[] parts() {
        double[] parts = chance.own();
        for (int phase = 0; phase < courses.length; phase++) {
            if (known != null && courses[phase].length > 0) {
                parts[phase] = SettlingTiming.of(courses[phase], known.courses()[phase]);
            } else if (run.circuit().isExplainedAsked(phase)) {
                parts[phase] = explained[phase];
            }
        }
        return parts;
    }

    private void learn(SynapticUpdate rule) {
        double value = rule.value(
                pre,
                known == null ? NOTHING : known.values(),
                broadcasts == null ? NOTHING : broadcasts.values(),
                parts(),
                weight(own),
                stored);
        sum += value;
        if (memory.listens(opportunity())) {
            memory.hear(value, kept, 0);
        }
        if (run.plan().updates().keeps(opportunity())) {
            run.recorder().update(opportunity(), id, value);
        }
        int batch = run.model().batch();
        if ((opportunity() + 1) % batch == 0) {
            double changed = run.model().changed(own.wiring(), own.synapse(), stored, sum, opportunity() / batch);
            store(memory.changed(id, stored, changed, sum / batch, kept, 0));
            sum = 0;
        }
    }

    private void store(double value) {
        stored = value;
        for (int way = 0; way < routes.length; way++) {
            Route route = routes[way];
            if (route != null) {
                weights[way] = weight(route.direction());
            }
        }
    }

    /** The weight with which the synapse works in a direction. */
    private double weight(Direction direction) {
        double forward = own.wiring() == 0 ? run.model().weight(own.synapse(), stored) : 0;
        if (direction.wiring() == 0) {
            return forward;
        }
        return run.circuit()
                .wirings()
                .get(direction.wiring())
                .effective(
                        run.circuit().weights(direction.wiring()), direction.synapse(), storedOf(direction), forward);
    }

    /** Another direction than its own has nothing that changes. */
    private double storedOf(Direction direction) {
        return direction.equals(own) ? stored : run.start().stored()[id(run, direction)];
    }

    private void record(long timePs, long opportunities) {
        for (Direction direction : directions) {
            run.recorder().weight(timePs, opportunities, id(run, direction), storedOf(direction));
        }
    }

    private void tellIfWanted() {
        if (report == null || report.opportunity() >= opportunity()) {
            return;
        }
        long reported = report.opportunity();
        if (report.isLast() && !run.plan().weightsAfter(reported)) {
            record(run.model().endPs(reported), reported + 1);
        }
        report = null;
        run.guardian().tell(new PhasedGuardian.Stored(id, stored, sum, kept.clone()));
    }
}
