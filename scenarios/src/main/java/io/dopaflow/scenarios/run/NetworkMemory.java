package io.dopaflow.scenarios.run;

import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.scenarios.schema.EngineChoice;

/** How much memory a run of a network needs at most, which is while it is built: known before it is started. */
public final class NetworkMemory {
    /** Code, tables on their way to the disk, and what the JVM needs for itself. */
    private static final double FIXED_BYTES = 80e6;

    private static final double POPULATION_CELL_BYTES = 300;
    private static final double ACTOR_CELL_BYTES = 6000;
    private static final double ACTOR_SYNAPSE_BYTES = 32;
    private static final double ACTOR_CHANGING_BYTES = 3000;

    /** Of a synapse that changes: ends, weight, delay, and its place among those of its cell. */
    private static final double CHANGING_BYTES = 26;

    /** Of one that keeps an eligibility or the like beside. */
    private static final double OWN_BYTES = 8;

    private NetworkMemory() {}

    /**
     * Bytes of the heap.
     *
     * @param engine actor or population
     */
    public static double bytes(SpikingNetwork network, EngineChoice engine) {
        double synapses = 0;
        double drawn = 0;
        double changing = 0;
        for (Projection projection : network.projections()) {
            double count = projection.rule().expected(network.ends(projection));
            boolean ownWeights = isDrawn(projection.weight());
            boolean ownDelays = isDrawn(projection.delay());
            SynapseModel model = projection.model();
            if (model.isStatic()) {
                synapses += count * (4 + (ownWeights ? 8 : 0) + (ownDelays ? 4 : 0));
            } else {
                changing += count;
                synapses += count * (CHANGING_BYTES + OWN_BYTES * model.kept());
            }
            drawn = Math.max(drawn, count * (4 + (ownWeights ? 8 : 0) + (ownDelays ? 8 : 0)));
        }
        for (Drive drive : network.drives()) {
            synapses += drive instanceof Drive.Poisson
                    ? 8.0 * network.groups().get(drive.to()).size()
                    : 0;
        }
        double cells = network.cells();
        return FIXED_BYTES
                + (engine == EngineChoice.ACTOR
                        ? cells * ACTOR_CELL_BYTES
                                + ACTOR_SYNAPSE_BYTES * network.expectedSynapses()
                                + ACTOR_CHANGING_BYTES * changing
                        : cells * POPULATION_CELL_BYTES + synapses + drawn);
    }

    private static boolean isDrawn(Distribution law) {
        return law.lowest() != law.highest();
    }

    /** The bytes that the heap of this JVM can have. */
    public static double heap() {
        return Runtime.getRuntime().maxMemory();
    }
}
