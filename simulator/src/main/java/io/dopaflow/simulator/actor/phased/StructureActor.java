package io.dopaflow.simulator.actor.phased;

import akka.actor.typed.Behavior;
import io.dopaflow.models.phased.Rewiring;

/**
 * Decides which synapses work. After an opportunity at whose end synapses are rewired, each that may be silent tells where it
 * stands; when all have told, each hears whether it works from now on.
 */
final class StructureActor extends PhasedActor<StructureActor.Message> {

    /** What the actor is told. */
    sealed interface Message permits Standing {}

    /**
     * Where a synapse stands after an opportunity.
     *
     * @param place among those that may be silent
     * @param weight what it stores
     * @param works whether it works so far
     */
    record Standing(long opportunity, int place, double weight, boolean works) implements Message {}

    private static final String LABEL = "structure";

    private final Rewiring rewiring;
    private final double[] weights;
    private final boolean[] works;
    private int told;

    private StructureActor(PhasedContext run) {
        super(run);
        this.rewiring = run.model().rewiring();
        int size = run.circuit().sparse().length;
        this.weights = new double[size];
        this.works = new boolean[size];
    }

    /** An actor that decides for the synapses of a run. */
    static Behavior<Message> create(PhasedContext run) {
        return starting(run, () -> LABEL, context -> new StructureActor(run));
    }

    @Override
    protected String label() {
        return LABEL;
    }

    @Override
    protected void on(Message message) {
        if (message instanceof Standing standing) {
            if (told == 0) {
                advanceTo(standing.opportunity());
            }
            requireNow(standing.opportunity(), standing);
            weights[standing.place()] = standing.weight();
            works[standing.place()] = standing.works();
            told++;
            if (told == works.length) {
                decide();
            }
        }
    }

    private void decide() {
        told = 0;
        boolean[] decided = rewiring.decided(opportunity(), weights, works);
        for (int place = 0; place < decided.length; place++) {
            int synapse = run.circuit().sparse()[place];
            run.actors().synapse(synapse).tell(new SynapseActor.Rewired(opportunity(), decided[place]));
        }
    }
}
