package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.Delays;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.scenarios.schema.spiking.Law;
import io.dopaflow.scenarios.schema.spiking.ProjectionSettings;
import java.util.Optional;

/**
 * Checks what the axonal part of delays leaves of them. A synapse that learns transmits what it has become by the spikes that its neuron emitted a
 * dendritic delay before: that is how far engines look ahead.
 *
 * @param engine that the scenario asks for
 */
record DendriticDelays(Grid grid, EngineChoice engine, Report report) {

    /** Reports what is wrong with the axonal delay of an entry. */
    void check(String path, ProjectionSettings entry, Optional<SynapseLists.Listed> listed) {
        long axonal = entry.axonalPs();
        String axonalPath = path + ".axonal";
        grid.check(axonalPath, axonal);
        boolean learns = entry.synapse().rule().isPresent();
        if (report.isWrong(axonalPath) || report.isWrong(path + ".delay") || axonal == 0) {
            return;
        }
        if (entry.synapse().score().isPresent()) {
            report.wrong(
                    axonalPath,
                    Grid.text(axonal) + " with " + entry.synapse().score().get().word(),
                    "none: all of the delay is between a spike and its arrival, where these synapses learn");
            return;
        }
        entry.delay()
                .map(Law::distribution)
                .ifPresent(law -> check(
                        (found, allowed) -> report.wrong(axonalPath, found, allowed),
                        axonal,
                        rounded(law, law.lowest()),
                        rounded(law, law.highest()),
                        learns));
        listed.ifPresent(list -> {
            for (int i = 0; i < list.synapses().size(); i++) {
                Complaint complaint = list.at().apply(i);
                list.synapses().get(i).delayPs().ifPresent(delay -> checkListed(complaint, axonal, delay, learns));
            }
        });
    }

    private long rounded(Distribution law, double ms) {
        double ps = ms * VirtualTime.PICOSECONDS_PER_MILLISECOND;
        long unit = grid.time().unitPs();
        return law.isDiscrete() ? Math.round(ps) : Math.round(ps / unit) * unit;
    }

    private void check(Complaint complaint, long axonal, long shortest, long longest, boolean learns) {
        if (axonal > shortest) {
            complaint.wrong(Grid.text(axonal), "up to the shortest delay, " + Grid.text(shortest));
        } else if (learns && grid.isPrecise() && shortest - axonal < Delays.LEAST_PRECISE) {
            complaint.wrong(
                    Grid.text(axonal),
                    "up to " + Grid.text(shortest - Delays.LEAST_PRECISE)
                            + ", 1 us below the shortest delay: in continuous time what a synapse transmits must be known a"
                            + " dendritic delay before; without one use a grid");
        } else if (learns && shortest == axonal && engine == EngineChoice.ACTOR) {
            complaint.wrong(
                    Grid.text(axonal) + ", which leaves no dendritic delay",
                    "below the shortest delay, " + Grid.text(shortest)
                            + ", or engine: population; an actor would need the answer before the question, as its lookahead"
                            + " is the dendritic delay");
        } else if (learns && shortest == axonal && longest > axonal) {
            complaint.wrong(
                    Grid.text(axonal) + ", which leaves some synapses no dendritic delay",
                    "below the shortest delay, " + Grid.text(shortest) + ", or one delay for all synapses");
        }
    }

    private void checkListed(Complaint complaint, long axonal, long delay, boolean learns) {
        long least = learns
                ? axonal + (grid.time() instanceof TimeMode.Grid step ? step.stepPs() : Delays.LEAST_PRECISE)
                : axonal;
        if (delay < least) {
            complaint.wrong(
                    "a delay of " + Grid.text(delay),
                    "from " + Grid.text(least) + ", as the axonal delay is " + Grid.text(axonal));
        }
    }
}
