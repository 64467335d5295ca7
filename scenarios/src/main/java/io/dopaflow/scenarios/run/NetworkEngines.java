package io.dopaflow.scenarios.run;

import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.simulator.actor.spiking.SpikingActorEngine;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Chooses what executes a network that spikes freely. In the actor engine each cell tells each cell that it projects to, once in
 * the shortest delay, what it has emitted: how long that takes follows from the network alone, whatever it does. Networks in episodes
 * are run again and again, and long: they have the population engine, which was faster at every length that was tried, from three seconds on.
 */
final class NetworkEngines {
    /** Measured on two cores, within a factor of two for networks of different shape. */
    private static final double MESSAGES_PER_SECOND = 1.0e6;

    /** A synapse that learns is an actor: it hears of both its cells, and tells one of them. */
    private static final int MESSAGES_OF_A_CHANGING_SYNAPSE = 3;

    /** The longest time for which actors are chosen. */
    private static final double LONGEST_SECONDS = 5;

    /** Below so many cells threads wait for one another longer than they compute. */
    private static final int CELLS_OF_A_THREAD = 500;

    private NetworkEngines() {}

    static EngineFactory.Chosen choose(EngineChoice choice, OptionalInt threads, SpikingNetwork network) {
        if (choice != EngineChoice.AUTO) {
            return make(choice == EngineChoice.ACTOR, threads, network, "as asked for");
        }
        if (refusal(EngineChoice.ACTOR, network).isPresent()) {
            return make(false, threads, network, "synapses learn without a dendritic delay, which actors cannot");
        }
        if (network.episodes().isPresent()) {
            return make(false, threads, network, "the population engine is faster for networks in episodes");
        }
        double messages = messages(network);
        double seconds = actorSeconds(network);
        boolean isShort = seconds <= LONGEST_SECONDS;
        return make(
                isShort,
                threads,
                network,
                String.format(
                        Locale.ROOT,
                        "%d cells exchange %.2g messages, which %s actors %s",
                        network.cells(),
                        messages,
                        isShort ? "take" : "would take",
                        seconds < 1 ? "less than a second" : String.format(Locale.ROOT, "about %.0f s", seconds)));
    }

    private static EngineFactory.Chosen make(
            boolean actors, OptionalInt threads, SpikingNetwork network, String reason) {
        if (actors) {
            SpikingActorEngine engine =
                    threads.isPresent() ? new SpikingActorEngine(threads.getAsInt()) : new SpikingActorEngine();
            return new EngineFactory.Chosen(engine, engine.threadsFor(Math.round(network.expectedSynapses())), reason);
        }
        int processors = Runtime.getRuntime().availableProcessors();
        int count = threads.orElse(Math.max(1, Math.min(processors, network.cells() / CELLS_OF_A_THREAD)));
        return new EngineFactory.Chosen(new SpikingPopulationEngine(count), count, reason);
    }

    /** Why an engine cannot execute a network; empty if it can. */
    static Optional<String> refusal(EngineChoice choice, SpikingNetwork network) {
        return choice != EngineChoice.ACTOR
                ? Optional.empty()
                : network.projections().stream()
                        .filter(projection -> projection.model().plasticity().isPresent()
                                && projection.rule().expected(network.ends(projection)) > 0
                                && shortestDendriticMs(projection) == 0)
                        .findFirst()
                        .map(projection -> "the synapses of " + projection.name()
                                + " learn without a dendritic delay, so that an actor would need the answer before the"
                                + " question");
    }

    /** How far a synapse looks ahead: its delay, or what the axonal part leaves of it. */
    private static double shortestDendriticMs(Projection projection) {
        double axonal = projection.model().plasticity().isPresent()
                ? VirtualTime.toMilliseconds(projection.model().axonalPs())
                : 0;
        return projection.delay().lowest() - axonal;
    }

    /** About how long actors take. */
    static double actorSeconds(SpikingNetwork network) {
        return messages(network) / MESSAGES_PER_SECOND;
    }

    /** One for each pair of connected cells and window; at least one for each cell. */
    static double messages(SpikingNetwork network) {
        double shortest = VirtualTime.toMilliseconds(network.durationPs());
        double pairs = network.cells();
        for (Projection projection : network.projections()) {
            shortest = Math.min(shortest, shortestDendriticMs(projection));
            pairs += projection.rule().expected(network.ends(projection))
                    * (projection.model().isStatic() ? 1 : MESSAGES_OF_A_CHANGING_SYNAPSE);
        }
        shortest = Math.max(shortest, VirtualTime.toMilliseconds(network.time().unitPs()));
        return pairs * VirtualTime.toMilliseconds(network.durationPs()) / shortest;
    }
}
